using Embodied.Analysis.EncodingModels.Comparison;
using Embodied.Sdk.Control;

namespace Embodied.Analysis.Neural;

/// <summary>
/// The same layer of a controller of the same shape that has learnt nothing, shown the recorded observations: what a neuron owes to the senses and the
/// architecture alone.
/// </summary>
internal static class UntrainedLayer
{
    /// <summary>The control; null when the controller cannot be made anew, or neither the layer nor the observations are its own.</summary>
    public static FeatureClass? Of(NeuralStudy study, IController? controller, string layer, ulong seed)
    {
        if (controller is not ILearnt learnt || RecordedObservations.Of(study, learnt.ObservationSize) is not { } observations)
            return null;
        using var untrained = learnt.Untrained(seed);
        var (layout, memory) = (untrained.Info.Probes, untrained.Info.StateSize);
        if (layout.Channels.FirstOrDefault(c => c.Name == layer) is not { } channel)
            return null;
        var (state, action, probes) = (new float[memory], new float[learnt.ActionSize], new float[layout.Size]);
        var values = new double[study.Frames * channel.Size];
        foreach (var epoch in study.Epochs)
        {
            untrained.ResetState(state, seed);
            for (var frame = epoch.Start; frame < epoch.End; frame++)
            {
                untrained.Act(new()
                {
                    Count = 1,
                    Observations = observations.AsSpan(frame * learnt.ObservationSize, learnt.ObservationSize),
                    States = state,
                    Actions = action,
                    Probes = probes,
                });
                for (var j = 0; j < channel.Size; j++)
                    values[(frame * channel.Size) + j] = probes[layout.OffsetOf(layer) + j];
            }
        }

        return new($"{layer}, untrained", FeatureKind.Control, new(values, study.Frames, channel.Size));
    }
}
