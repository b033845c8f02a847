using Embodied.Imitation.References;
using Embodied.Mujoco.Simulation;
using Embodied.Sdk.Errors;
using Embodied.Sdk.Physics;

namespace Embodied.Imitation.Tracking;

/// <summary>Where the parts of a body are in each frame of a motion, as the simulation computes them. World frame, units of the scene. Immutable, shared by all worlds.</summary>
internal sealed class ReferenceFeatures
{
    private readonly TrackedParts _parts;
    private readonly int _frames;
    private readonly double[] _segments;
    private readonly double[] _orientations;
    private readonly double[] _appendages;
    private readonly double[] _effectors;
    private readonly double[] _centres;

    public ReferenceFeatures(ReferenceMotion motion, TrackedParts parts, MujocoModel model)
    {
        (_parts, _frames) = (parts, motion.Frames);
        (_segments, _orientations) = (new double[_frames * parts.Segments.Length * 3], new double[_frames * parts.Segments.Length * 4]);
        (_appendages, _effectors, _centres) = (new double[_frames * parts.Appendages.Length * 3], new double[_frames * parts.Effectors.Length * 3], new double[_frames * 3]);
        using var simulation = model.CreateSimulation();
        for (var frame = 0; frame < _frames; frame++)
        {
            motion.Positions(frame).CopyTo(simulation.State.Positions);
            if (simulation.Forward() == StepResult.Diverged)
                throw new InputException(motion.Name, $"the pose of frame {frame} cannot be simulated", "Look at its positions: a number is absurdly large.");
            Keep(frame, simulation.State);
        }
    }

    /// <summary>Origins of the tracked segments, [tracked × 3]; a frame beyond the end is the last.</summary>
    public ReadOnlySpan<double> Segments(int frame) => Row(_segments, frame, _parts.Segments.Length * 3);

    /// <summary>Orientations of the tracked segments, [tracked × 4].</summary>
    public ReadOnlySpan<double> Orientations(int frame) => Row(_orientations, frame, _parts.Segments.Length * 4);

    /// <summary>Appendages in the frame of the root, [appendages × 3].</summary>
    public ReadOnlySpan<double> Appendages(int frame) => Row(_appendages, frame, _parts.Appendages.Length * 3);

    /// <summary>Origins of the end effectors, [end effectors × 3].</summary>
    public ReadOnlySpan<double> Effectors(int frame) => Row(_effectors, frame, _parts.Effectors.Length * 3);

    /// <summary>Centre of mass, [3].</summary>
    public ReadOnlySpan<double> Centre(int frame) => Row(_centres, frame, 3);

    private void Keep(int frame, SimulationState state)
    {
        Gather(state.SegmentPositions, _parts.Segments, 3, _segments, frame);
        Gather(state.SegmentOrientations, _parts.Segments, 4, _orientations, frame);
        Gather(state.SegmentPositions, _parts.Effectors, 3, _effectors, frame);
        _parts.ReadAppendages(state, _appendages.AsSpan(frame * _parts.Appendages.Length * 3, _parts.Appendages.Length * 3));
        state.SubtreeCentres.Slice(3 * _parts.Root, 3).CopyTo(_centres.AsSpan(3 * frame));
    }

    private static void Gather(ReadOnlySpan<double> source, int[] indices, int size, double[] target, int frame)
    {
        for (var i = 0; i < indices.Length; i++)
            source.Slice(size * indices[i], size).CopyTo(target.AsSpan(size * ((frame * indices.Length) + i)));
    }

    private ReadOnlySpan<double> Row(double[] values, int frame, int size) => values.AsSpan(Math.Clamp(frame, 0, _frames - 1) * size, size);
}
