using System.Runtime.InteropServices;
using Embodied.Analysis.Pictures;
using Embodied.Learning.Torch;
using Embodied.Mujoco.Native;
using Embodied.Mujoco.Simulation.Rendering;
using Embodied.Sdk.Errors;
using Embodied.Sdk.Plugins;

namespace Embodied.Cli.Commands;

/// <summary>One thing the program needs, whether it works and how to mend it.</summary>
internal sealed record DiagnosedPart(string Part, bool Works, bool Required, string Found, string? Fix = null);

/// <summary>Tries each part the program needs.</summary>
internal static class Diagnosis
{
    public static IEnumerable<DiagnosedPart> Run(Invocation call)
    {
        yield return new("Embodied SDK", true, true, typeof(IPlugin).Assembly.GetName().Version!.ToString(3));
        yield return new(".NET", true, true, $"{RuntimeInformation.FrameworkDescription} on {RuntimeInformation.OSDescription}, {Environment.ProcessorCount} cores");
        yield return Mujoco();
        yield return Torch();
        yield return Try("offscreen graphics", required: true, OffscreenGraphics.Describe);
        yield return Ffmpeg();
        foreach (var plugin in Plugins(call))
            yield return plugin;
    }

    private static DiagnosedPart Mujoco() => Try("MuJoCo", required: true, () =>
    {
        var found = MujocoRuntime.Describe();
        return $"{found.Version}, {found.Path}, layout checked on {found.ArraysChecked} arrays{(found.Note is null ? "" : "; " + found.Note)}";
    });

    private static DiagnosedPart Torch()
    {
        var torch = TorchRuntime.Probe();
        return torch.Works
            ? new("libtorch", true, true, $"{torch.Version}, {torch.Detail}")
            : new("libtorch", false, true, torch.Detail, "rebuild (./embodied builds a loadable copy of LibTorchSharp); learning does not work without it");
    }

    private static DiagnosedPart Ffmpeg() => VideoWriter.IsAvailable
        ? new("ffmpeg", true, false, "on PATH")
        : new("ffmpeg", false, false, "not on PATH", "videos are not written without it: apt-get install ffmpeg");

    private static IEnumerable<DiagnosedPart> Plugins(Invocation call) =>
        call.Plugins.Plugins.Select(p => p.Problem is { } problem
            ? new DiagnosedPart($"plugin {p.Id}", false, false, $"failed at {problem.Stage}: {problem.Message}", problem.Hint)
            : new DiagnosedPart($"plugin {p.Id}", true, false, p.Folder));

    private static DiagnosedPart Try(string part, bool required, Func<string> describe)
    {
        try
        {
            return new(part, true, required, describe());
        }
        catch (EmbodiedException e)
        {
            return new(part, false, required, e.Message, e.Hint);
        }
    }
}
