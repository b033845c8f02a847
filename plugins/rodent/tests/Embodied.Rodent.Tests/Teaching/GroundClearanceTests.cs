using Embodied.Imitation.Conditioning;
using Embodied.Imitation.References;
using Embodied.Mujoco.Simulation;
using Embodied.Rodent.Synthetic;
using Embodied.Rodent.Tests.Support;
using Embodied.Sdk.Bodies;
using Embodied.Sdk.Physics;
using Embodied.Sdk.Recordings;

namespace Embodied.Rodent.Tests.Teaching;

/// <summary>What a pose has under the ground is brought above it by the limb's own joints.</summary>
public sealed class GroundClearanceTests : IDisposable
{
    private const int Width = 74;
    private const int Frames = 26;
    private readonly IBody _body = Rats.Rat(new() { Scale = 0.9 });
    private readonly MujocoModel _model;

    public GroundClearanceTests() => _model = Rats.Compile(_body);

    public void Dispose() => _model.Dispose();

    [Fact]
    public void ATailThatNobodySawIsBentUp()
    {
        var poses = Standing();
        for (var at = 0; at < poses.Length; at += Width)
            poses[at + Joint("vertebra_C2_extend")] = -0.25;
        Assert.InRange(Lowest(poses), -100, -5);

        var motion = Conditioned(poses);

        Assert.InRange(Lowest(motion), -1, 1);
        // Nothing but the tail was touched.
        Assert.Equal(poses[Joint("knee_L")], motion[Joint("knee_L")], 1e-12);
    }

    [Fact]
    public void PawsThatSinkInAreRaisedWithinTheRangesOfTheirJoints()
    {
        var poses = Standing();
        for (var frame = 0; frame < Frames; frame++)
            poses[(frame * Width) + 2] -= frame % 2 == 0 ? 0.006 : 0;
        var motion = Conditioned(poses);

        Assert.InRange(Lowest(poses), -8, -5);
        Assert.InRange(Lowest(motion), -1, 1);
        for (var j = 0; j < _model.Info.JointCount; j++)
        {
            if (_model.JointAt(j) is { Range: { } range } joint)
                Assert.All(Enumerable.Range(0, Frames), f => Assert.InRange(motion[(f * Width) + joint.Position], range.Low, range.High));
        }
    }

    [Fact]
    public void WhatStandsOnTheGroundIsLeftAlone()
    {
        var once = Conditioned(Standing());

        Assert.Equal(once, Conditioned(once));
    }

    private int Joint(string name) => _model.JointAt(_model.Find(ElementKind.Joint, name)).Position;

    private double[] Standing()
    {
        var stand = RatClipKind.All.First(k => k.Name == "stand") with { Style = 0 };
        var request = new GeneratorRequest { Body = _body, Model = _model, Seconds = 5, Rate = 25, Seed = 3 };
        return new RatClips("test", [stand]).Generate(request).Find(ChannelNames.Positions)!.Values[..(Frames * Width)];
    }

    private double[] Conditioned(double[] poses)
    {
        using var conditioner = new MotionConditioner(new BodyInScene(_model, new PlacedBody(_body)));
        ReferenceMotion motion = conditioner.Condition("test", "", poses, 0.04, ConditioningOptions.Synthetic).Motion;
        return [.. Enumerable.Range(0, Frames).SelectMany(f => motion.Positions(f).ToArray())];
    }

    // Millimetres, of everything that collides.
    private double Lowest(double[] poses)
    {
        using var kinematics = _model.CreateKinematics();
        var lowest = double.PositiveInfinity;
        var segments = ((FigureSource)_body.Source).Figures.Segments.ToDictionary(s => s.Name);
        for (var at = 0; at < poses.Length; at += Width)
        {
            kinematics.Pose(poses.AsSpan(at, Width));
            foreach (var (name, segment) in segments)
            {
                if (segment.Shapes.Any(s => s.Contact.Type != 0))
                    lowest = Math.Min(lowest, LowestPoint.Of(segment, _model.Find(ElementKind.Segment, name), kinematics.Frames));
            }
        }

        return 1000 * lowest;
    }
}
