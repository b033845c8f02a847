using Embodied.Rodent.Synthetic;
using Embodied.Rodent.Tests.Support;
using Embodied.Sdk.Bodies;
using Embodied.Sdk.Geometry;
using Embodied.Sdk.Physics;
using Embodied.Sdk.Recordings;

namespace Embodied.Rodent.Tests.Synthetic;

/// <summary>What can be measured of a motion: limits, slip, floor, speeds. Distances of paws in millimetres, the rest in m, m/s, rad/s.</summary>
internal sealed record MotionFigures
{
    private static readonly string[] PawSegments = ["toe_L", "toe_R", "finger_L", "finger_R"];

    /// <summary>Hinge angles outside their ranges.</summary>
    public int BeyondLimits { get; private set; }

    /// <summary>Farthest that a standing paw moved between two frames [mm].</summary>
    public double WorstSlip { get; private set; }

    public double MeanSlip { get; private set; }

    /// <summary>Lowest point of any paw, hand or foot [mm].</summary>
    public double DeepestPaw { get; private set; } = double.PositiveInfinity;

    /// <summary>Lowest point of all else [mm].</summary>
    public double DeepestOther { get; private set; } = double.PositiveInfinity;

    public string DeepestName { get; private set; } = "";

    /// <summary>Highest that the lowest point of a standing paw was [mm].</summary>
    public double HighestStandingPaw { get; private set; } = double.NegativeInfinity;

    /// <summary>Highest that the tip of the tail was [mm]; it lies on the floor or is a little above.</summary>
    public double HighestTailTip { get; private set; } = double.NegativeInfinity;

    public double FastestHinge { get; private set; }

    public string FastestName { get; private set; } = "";

    public double FastestRoot { get; private set; }

    public double Walked { get; private set; }

    public double HighestSkull { get; private set; }

    public string Diagnosis { get; private set; } = "";

    public static MotionFigures Of(IBody body, IModel model, Recording recording)
    {
        var figures = new MotionFigures();
        using var kinematics = ((IHasKinematics)model).CreateKinematics();
        var positions = recording.Find(ChannelNames.Positions)!;
        var stance = recording.Find(RatGenerator.StanceChannel)!.Values;
        var segments = ((FigureSource)body.Source).Figures.Segments;
        var indices = segments.Select(s => model.Find(ElementKind.Segment, s.Name)).ToArray();
        var paws = PawSegments.Select(n => model.Find(ElementKind.Segment, n)).ToArray();
        var (frames, width) = (positions.Shape[0], positions.Shape[1]);
        var before = new Vec3[4];
        var slips = new List<double>();
        var behaviours = recording.Find(ChannelNames.Behaviour)!.Values;
        var worst = new SortedDictionary<string, double>(StringComparer.Ordinal);
        void Note(string what, int frame, double value)
        {
            var key = $"{(RatBehaviour)behaviours[frame]} {what}";
            if (!worst.TryGetValue(key, out var old) || Math.Abs(value) > Math.Abs(old))
                worst[key] = Math.Round(value, 2);
        }

        for (var f = 0; f < frames; f++)
        {
            var q = positions.Values.AsSpan(f * width, width);
            kinematics.Pose(q);
            figures.Hinges(model, q, f == 0 ? q : positions.Values.AsSpan((f - 1) * width, width), positions.Time!.Rate, (w, v) => Note(w, f, v));
            var frame = f;
            figures.Floor(segments, indices, kinematics.Frames, stance.AsSpan(4 * f, 4), (w, v) => Note(w, frame, v));
            for (var p = 0; p < 4; p++)
            {
                var place = Points.World(kinematics.Frames.Positions, kinematics.Frames.Rotations, paws[p], Vec3.Zero);
                if (f > 0 && stance[(4 * f) + p] == 1 && stance[(4 * (f - 1)) + p] == 1)
                {
                    slips.Add(1000 * (place - before[p]).Length);
                    Note($"slip {PawSegments[p]}", f, slips[^1]);
                }

                before[p] = place;
            }

            figures.HighestSkull = Math.Max(figures.HighestSkull, kinematics.Frames.Positions[(3 * model.Find(ElementKind.Segment, "skull")) + 2]);
        }

        figures.Diagnosis = string.Join("; ", worst.OrderByDescending(w => Math.Abs(w.Value)).Take(40).Select(w => $"{w.Key} {w.Value}"));
        (figures.WorstSlip, figures.MeanSlip) = (slips.Max(), slips.Average());
        return figures;
    }

    private void Hinges(IModel model, ReadOnlySpan<double> q, ReadOnlySpan<double> before, double rate, Action<string, double> note)
    {
        var step = new Vec3(q[0] - before[0], q[1] - before[1], 0).Length;
        Walked += step;
        FastestRoot = Math.Max(FastestRoot, rate * step);
        for (var j = 1; j < model.Info.JointCount; j++)
        {
            var joint = model.JointAt(j);
            var angle = q[joint.Position];
            if (!(angle >= joint.Range!.Value.Low && angle <= joint.Range.Value.High))
                BeyondLimits++;
            var speed = rate * Math.Abs(angle - before[joint.Position]);
            if (speed > 25)
                note($"speed {model.NameOf(ElementKind.Joint, j)}", speed);
            if (speed > FastestHinge)
                (FastestHinge, FastestName) = (speed, model.NameOf(ElementKind.Joint, j)!);
        }
    }

    private void Floor(IReadOnlyList<Segment> segments, int[] indices, SegmentFrames frames, ReadOnlySpan<double> stance, Action<string, double> note)
    {
        for (var s = 0; s < segments.Count; s++)
        {
            var height = 1000 * LowestPoint.Of(segments[s], indices[s], frames);
            if (height < -1 && (segments[s].Name is "vertebra_C30" or "vertebra_C12" || !segments[s].Name.StartsWith("vertebra_C", StringComparison.Ordinal)))
                note($"depth {segments[s].Name}", height);
            if (segments[s].Name == "vertebra_C30")
                HighestTailTip = Math.Max(HighestTailTip, height);
            var paw = Array.IndexOf(PawSegments, segments[s].Name);
            if (paw >= 0 && stance[paw] == 1)
                HighestStandingPaw = Math.Max(HighestStandingPaw, height);
            if (paw >= 0 || segments[s].Name.StartsWith("hand", StringComparison.Ordinal) || segments[s].Name.StartsWith("foot", StringComparison.Ordinal))
                DeepestPaw = Math.Min(DeepestPaw, height);
            else if (height < DeepestOther)
                (DeepestOther, DeepestName) = (height, segments[s].Name);
        }
    }
}
