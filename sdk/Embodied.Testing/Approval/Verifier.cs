using System.Runtime.CompilerServices;
using System.Text;
using Xunit;

namespace Embodied.Testing;

/// <summary>
/// Compares a value with an approved file beside the test, by the file convention of the Verify library: <c>Class.Method.verified.txt</c> is
/// committed; a difference leaves <c>Class.Method.received.txt</c> for comparison and fails the test. Run the tests with
/// <c>EMBODIED_ACCEPT=1</c> to approve what they give.
/// </summary>
public static class Verifier
{
    /// <summary>Environment variable that turns received into verified.</summary>
    public const string AcceptVariable = "EMBODIED_ACCEPT";

    /// <summary>Verifies a value: a string as it is, anything else as invariant JSON.</summary>
    /// <param name="value">What the test computed.</param>
    /// <param name="settings">Digits, scrubbers, parameters; null for the defaults.</param>
    /// <param name="sourceFile">Filled in by the compiler.</param>
    /// <param name="method">Filled in by the compiler.</param>
    /// <returns>A completed task; a difference throws at once, awaited or not.</returns>
    /// <exception cref="Xunit.Sdk.XunitException">The value differs from the approved file, or there is none.</exception>
    public static Task Verify(
        object? value, VerifySettings? settings = null, [CallerFilePath] string sourceFile = "", [CallerMemberName] string method = "")
    {
        settings ??= new();
        var files = ApprovalFiles.For(sourceFile, method, settings.Parameters);
        var received = Scrubber.Scrub(ApprovalText.Of(value, settings.SignificantDigits), files.Folder, settings.Scrubbers);
        var accept = Environment.GetEnvironmentVariable(AcceptVariable) is "1" or "true";
        Compare(received, files, accept);
        return Task.CompletedTask;
    }

    internal static void Compare(string received, ApprovalFiles files, bool accept)
    {
        var verified = File.Exists(files.Verified) ? ApprovalText.Normalize(File.ReadAllText(files.Verified)) : null;
        if (string.Equals(verified, received, StringComparison.Ordinal))
        {
            File.Delete(files.Received);
            return;
        }

        if (accept)
        {
            Write(files.Verified, received);
            File.Delete(files.Received);
            return;
        }

        Write(files.Received, received);
        Assert.Fail(Explain(verified, received, files));
    }

    private static string Explain(string? verified, string received, ApprovalFiles files)
    {
        var text = new StringBuilder();
        text.AppendLine(verified is null ? $"No approved file {files.Verified}." : $"Differs from {files.Verified}.");
        text.AppendLine($"Received:  {files.Received}");
        text.AppendLine($"To accept: {AcceptVariable}=1, or rename received to verified.");
        text.Append(LineDiff.Between(verified ?? "", received));
        return text.ToString();
    }

    private static void Write(string path, string text)
    {
        var temporary = path + ".tmp";
        File.WriteAllText(temporary, text, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        File.Move(temporary, path, overwrite: true);
    }
}
