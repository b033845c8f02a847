using System.Globalization;
using Embodied.Runtime.Holding;
using Embodied.Sdk.Errors;
using Embodied.Sdk.Physics;

namespace Embodied.Runtime.Checks;

/// <summary>Checks that need the body to move.</summary>
internal static class Motion
{
    private const int StepsToCompare = 100;
    private const int StepsToCount = 50;

    /// <summary>One second without control.</summary>
    public static string StaysFinite(IModel model)
    {
        using var simulation = model.CreateSimulation();
        StartPose.For(model, simulation)?.Take(simulation);
        var steps = (int)Math.Ceiling(1 / model.Info.Timestep);
        var most = 0;
        for (var i = 0; i < steps; i++)
        {
            var result = simulation.Step(1);
            most = Math.Max(most, simulation.State.ContactCount);
            if (result == StepResult.Diverged)
            {
                throw new EmbodiedException(
                    string.Create(CultureInfo.InvariantCulture, $"diverged after {(i + 1) * model.Info.Timestep:G4}"),
                    "Lower the time step, raise joint damping or armature, or look for shapes that overlap at the start.");
            }

            if (result == StepResult.Overflowed)
                throw new EmbodiedException($"ran out of room for contacts after {i + 1} steps", "Exclude contacts between neighbouring segments, or ask for room in the file: <size nconmax=\"500\" njmax=\"2000\"/>");
        }

        return $"{steps} steps at zero control, at most {most} contacts";
    }

    /// <summary>Two runs from a reset give the same bits.</summary>
    public static string RepeatsItself(IModel model)
    {
        using var simulation = model.CreateSimulation();
        var first = Run(simulation, model);
        simulation.Reset();
        var again = Run(simulation, model);
        using var other = model.CreateSimulation();
        var apart = Run(other, model);
        if (!first.AsSpan().SequenceEqual(again))
            throw new EmbodiedException("a reset does not lead back to the same motion, bit by bit", "Report this: the backend keeps state over a reset.");
        if (!first.AsSpan().SequenceEqual(apart))
            throw new EmbodiedException("two worlds of one model move differently", "Report this: the backend shares state between worlds.");
        return $"{StepsToCompare} steps with moving controls, equal bit by bit after a reset and in a second world";
    }

    /// <summary>Stepping leaves no garbage.</summary>
    public static string AllocatesNothing(IModel model)
    {
        using var simulation = model.CreateSimulation();
        simulation.Step(StepsToCount);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < StepsToCount; i++)
            simulation.Step(1);
        var bytes = GC.GetAllocatedBytesForCurrentThread() - before;
        return bytes == 0
            ? $"0 bytes in {StepsToCount} steps"
            : throw new EmbodiedException($"{bytes} bytes in {StepsToCount} steps", "Report this: stepping must not allocate.");
    }

    // Positions and velocities as bits, so that −0 and 0 differ and equal NaNs would not pass as numbers.
    private static long[] Run(ISimulation simulation, IModel model)
    {
        var controls = simulation.State.Controls;
        for (var i = 0; i < StepsToCompare; i++)
        {
            for (var a = 0; a < controls.Length; a++)
            {
                var range = model.Info.ControlRanges[a];
                var (low, high) = (Math.Max(range.Low, -1), Math.Min(range.High, 1));
                controls[a] = low + ((high - low) * (0.5 + (0.1 * Math.Sin(0.3 * (i + a)))));
            }

            simulation.Step(1);
        }

        var bits = new List<long>();
        foreach (var value in simulation.State.Positions)
            bits.Add(BitConverter.DoubleToInt64Bits(value));
        foreach (var value in simulation.State.Velocities)
            bits.Add(BitConverter.DoubleToInt64Bits(value));
        return [.. bits];
    }
}
