using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using Embodied.Sdk.Errors;
using Embodied.Sdk.Files;

namespace Embodied.Analysis.Pictures;

/// <summary>
/// Writes an MP4 file (H.264, playable in browsers) by handing frames to the program <c>ffmpeg</c>. The file appears under its name when
/// <see cref="Complete"/> has succeeded; disposing before that leaves nothing.
/// </summary>
public sealed class VideoWriter : IDisposable
{
    private readonly string _path;
    private readonly string _temporary;
    private readonly int _frameBytes;
    private readonly Process _process;
    private readonly Task<string> _messages;
    private bool _completed;

    /// <summary>Starts a video.</summary>
    /// <param name="path">The file, ending in .mp4.</param>
    /// <param name="width">Pixels; even, as the format asks.</param>
    /// <param name="height">Pixels; even.</param>
    /// <param name="framesPerSecond">Frames shown per second.</param>
    /// <exception cref="EmbodiedException">There is no ffmpeg on this machine.</exception>
    public VideoWriter(string path, int width, int height, double framesPerSecond)
    {
        if (width % 2 != 0 || height % 2 != 0 || width <= 0 || height <= 0)
            throw new InputException("video", $"is {width} × {height} pixels; both must be even and positive");
        if (!(framesPerSecond > 0))
            throw new InputException("video", $"has {framesPerSecond} frames per second; it must be positive");
        (_path, _temporary, _frameBytes) = (path, AtomicFile.TemporaryName(path), width * height * 3);
        _process = Start(Arguments(_temporary, width, height, framesPerSecond));
        _messages = _process.StandardError.ReadToEndAsync();
    }

    /// <summary>Whether ffmpeg is on the PATH.</summary>
    public static bool IsAvailable => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Any(folder => File.Exists(Path.Combine(folder, OperatingSystem.IsWindows() ? "ffmpeg.exe" : "ffmpeg")));

    /// <summary>Appends one frame, [height × width × 3], top row first.</summary>
    public void Write(ReadOnlySpan<byte> rgb)
    {
        if (rgb.Length != _frameBytes)
            throw new ArgumentException($"A frame has {_frameBytes} bytes, not {rgb.Length}.", nameof(rgb));
        try
        {
            _process.StandardInput.BaseStream.Write(rgb);
        }
        catch (IOException e)
        {
            throw Failure(e);
        }
    }

    /// <summary>Ends the video and gives the file its name.</summary>
    public void Complete()
    {
        try
        {
            _process.StandardInput.Close();
        }
        catch (IOException e)
        {
            throw Failure(e);
        }
        _process.WaitForExit();
        if (_process.ExitCode != 0)
            throw Failure(null);
        File.Move(_temporary, _path, overwrite: true);
        _completed = true;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!_completed)
        {
            if (!_process.HasExited)
                _process.Kill();
            _process.WaitForExit();
            File.Delete(_temporary);
        }
        _process.Dispose();
    }

    private static string[] Arguments(string path, int width, int height, double framesPerSecond) =>
    [
        "-loglevel", "error", "-y", "-f", "rawvideo", "-pixel_format", "rgb24", "-video_size", $"{width}x{height}",
        "-framerate", framesPerSecond.ToString("R", CultureInfo.InvariantCulture), "-i", "pipe:0", "-an",
        "-c:v", "libx264", "-preset", "fast", "-crf", "20", "-pix_fmt", "yuv420p", "-movflags", "+faststart", "-f", "mp4", path,
    ];

    private static Process Start(string[] arguments)
    {
        var start = new ProcessStartInfo("ffmpeg", arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception e)
        {
            const string Fix = "Run apt-get install ffmpeg, or ask for pictures instead.";
            throw new EmbodiedException("Videos cannot be written: ffmpeg is not installed.", Fix, e);
        }
    }

    private EmbodiedException Failure(Exception? cause)
    {
        if (!_process.WaitForExit(2000))
            _process.Kill();
        const string Fix = "Check that ffmpeg has the libx264 encoder and the disk has room.";
        return new($"ffmpeg could not write {_path}: {_messages.Result.Trim()}", Fix, cause);
    }
}
