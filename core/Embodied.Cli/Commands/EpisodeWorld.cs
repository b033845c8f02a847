using Embodied.Cli.Output;
using Embodied.Runtime.Assays;
using Embodied.Sdk.Environments;
using Embodied.Sdk.Errors;
using Embodied.Sdk.Settings;

namespace Embodied.Cli.Commands;

/// <summary>The world of commands that watch a controller: the one it was trained in, with what the user wants otherwise.</summary>
internal static class EpisodeWorld
{
    /// <summary>The world; differences from the training are told.</summary>
    /// <param name="call">The call.</param>
    /// <param name="subject">The controller.</param>
    /// <param name="task">Another task.</param>
    /// <param name="body">Another body.</param>
    /// <param name="settings">Settings of the task.</param>
    /// <exception cref="InputException">It has no world of its own, and no task is named.</exception>
    public static WorldRecipe Of(Invocation call, string subject, string? task, string? body, IReadOnlyDictionary<string, string> settings)
    {
        var trained = TrainedWorld.Of(call.Controllers.File(subject));
        if (task is null && trained is null)
            throw new InputException(subject, "brings no world of its own", "Name one: --assay ID (embodied list assays), or --task ID (embodied list tasks).");
        var own = task is null ? trained! : new WorldRecipe { Task = task, Body = trained?.Body, BodyOptions = trained?.BodyOptions };
        var world = body is null ? own : own with { Body = body, BodyOptions = null, BodyPlace = "--body" };
        var wanted = world.With(settings);
        foreach (var difference in trained is null ? [] : WorldDifference.Between(trained, wanted))
            Terminal.Note($"note: differs from its training: {difference}");
        return wanted;
    }

    /// <summary>Settings of the task and of the controller, as <c>--set</c> gives them.</summary>
    /// <exception cref="InputException">One is neither.</exception>
    public static (PlacedSettings Task, PlacedSettings Controller) Settings(string[] texts)
    {
        var read = new PlacedSettings(texts.Select(text => text.Split('=', 2) is [var key, var value] ? (key, value, (string?)$"--set {text}") : throw new InputException($"--set {text}", "expected key=value")));
        if (read.Keys.FirstOrDefault(k => !k.StartsWith("task.", StringComparison.Ordinal) && !k.StartsWith("controller.", StringComparison.Ordinal)) is { } other)
            throw new InputException(read.PlaceOf(other)!, "expected task.KEY=VALUE or controller.KEY=VALUE");
        return (read.Below("task."), read.Below("controller."));
    }
}
