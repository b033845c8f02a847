using System.Reflection;
using System.Text;
using Embodied.Sdk.Errors;

namespace Embodied.Sdk.Files;

/// <summary>Writes files that are whole or absent: under another name in the same folder, then renamed over the target.</summary>
public static class AtomicFile
{
    /// <summary>Writes <paramref name="path"/>, making its folder when needed. When <paramref name="write"/> throws, an older file stays as it was.</summary>
    /// <exception cref="InputException">The disk is full, or the place may not be written to.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        string? temporary = null;
        try
        {
            temporary = Scratch.Beside(path);
            using (var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.ReadWrite))
                write(stream);
            File.Move(temporary, path, overwrite: true);
        }
        catch (Exception e)
        {
            TryDelete(temporary);
            if (IsOfTheDisk(e))
                throw Unwritable(path, e);
            throw;
        }
    }

    /// <summary>Writes text as UTF-8 without a byte-order mark.</summary>
    /// <exception cref="InputException">The disk is full, or the place may not be written to.</exception>
    public static void WriteText(string path, string text) => Write(path, stream => stream.Write(Encoding.UTF8.GetBytes(text)));

    /// <summary>A free name beside <paramref name="path"/>, for writers that insist on a path; its folder exists and its extension is the target's.</summary>
    public static string TemporaryName(string path) => Scratch.Beside(path);

    /// <summary>Whether the system refused to write or read: a full disk, missing permission, a file larger than a limit.</summary>
    /// <param name="failure">What was thrown. A file that grows too large is reported as an argument out of range by the runtime.</param>
    public static bool IsOfTheDisk(Exception failure) => Cause(failure) is IOException or UnauthorizedAccessException
        || (Cause(failure) is ArgumentOutOfRangeException argument && argument.TargetSite?.DeclaringType == typeof(RandomAccess));

    /// <summary>The problem that something cannot be written, in the words every command uses.</summary>
    /// <param name="path">What was to be written.</param>
    /// <param name="cause">What the system said.</param>
    public static InputException Unwritable(string path, Exception cause) => new(
        path,
        $"cannot be written: {Reason(cause)}",
        "Free space on the disk or check who may write there, then run the command again; what stood there before is untouched.",
        cause);

    /// <summary>What the system said, without the temporary name, which means nothing to a reader.</summary>
    public static string Reason(Exception cause)
    {
        var text = Cause(cause).Message.Split('\n')[0].Replace(" (Parameter 'value')", "", StringComparison.Ordinal);
        var (from, to) = (text.IndexOf('\''), text.LastIndexOf('\''));
        if (from >= 0 && to > from)
            text = text[..from].TrimEnd(' ', ':') + text[(to + 1)..];
        return text.TrimEnd('.');
    }

    // Writers that go by reflection, and threads, wrap what was thrown in them.
    private static Exception Cause(Exception failure) => failure is TargetInvocationException or AggregateException && failure.InnerException is { } inner ? Cause(inner) : failure;

    private static void TryDelete(string? path)
    {
        try
        {
            if (path is not null)
                File.Delete(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The first error is the one to tell.
        }
    }
}
