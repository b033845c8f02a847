using Embodied.Sdk.Control;
using Embodied.Sdk.Environments;
using Embodied.Sdk.Tasks;

namespace Embodied.Learning.Tests.Support;

internal static class Trials
{
    /// <summary>Share of episodes that end with the first outcome, by mean actions.</summary>
    public static double Success(IController controller, IEnvironment world, int episodes)
    {
        var successes = 0;
        var observation = new float[world.Info.Observation.Size];
        var action = new float[world.Info.Action.Size];
        for (var e = 0; e < episodes; e++)
        {
            var state = new float[controller.Info.StateSize];
            controller.ResetState(state, (ulong)e);
            world.Reset((ulong)(100000 + e), observation);
            EpisodeEnd end;
            do
            {
                controller.Act(new() { Count = 1, Observations = observation, States = state, Actions = action });
                end = world.Step(action, observation).End;
            }
            while (end == EpisodeEnd.None);

            successes += world.Outcome == 0 ? 1 : 0;
        }

        return (double)successes / episodes;
    }
}
