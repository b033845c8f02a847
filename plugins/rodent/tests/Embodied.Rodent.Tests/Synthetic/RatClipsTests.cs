using Embodied.Mujoco.Simulation;
using Embodied.Rodent.Synthetic;
using Embodied.Rodent.Tests.Support;
using Embodied.Sdk.Bodies;
using Embodied.Sdk.Errors;
using Embodied.Sdk.Physics;
using Embodied.Sdk.Randomness;
using Embodied.Sdk.Recordings;

namespace Embodied.Rodent.Tests.Synthetic;

public sealed class RatClipsTests : IDisposable
{
    private const int Rate = 25;
    private const int Width = 74;
    private static readonly string[] Standing = ["stand", "sniff", "crouch", "postures", "poses", "glances", "snapshots"];
    private readonly IBody _body = Rats.Rat(new() { Scale = 0.9 });
    private readonly MujocoModel _model;

    public RatClipsTests() => _model = Rats.Compile(_body);

    public void Dispose() => _model.Dispose();

    [Fact]
    public void AClipKnowsNothingOfTheOthers()
    {
        var (alone, among) = (Poses(Generate(new RatClipGenerator(), 5)), Poses(Generate(new RatClipGenerator(), 20)));

        Assert.Equal(alone, among.AsSpan(0, alone.Length));
        Assert.NotEqual(alone, Poses(Generate(new RatClipGenerator(), 5, seed: 2)));
    }

    [Fact]
    public void WhoeverStandsHasItsPawsOnTheFloorAndJointsWithinTheirRanges()
    {
        var whole = RatClipKind.Library.Count(k => k.Name != RatClipKind.Snapshots.Name);
        var recording = Generate(new RatClipGenerator(), RatClipKind.Library.Take(whole + 20).Sum(k => k.Seconds));
        var (poses, clips) = (Poses(recording), recording.Find(ChannelNames.Clips)!);
        var names = clips.Labels!;
        Assert.Equal(whole + 20, names.Count);
        using var kinematics = _model.CreateKinematics();
        var (rat, heights) = (new RatAnatomy(_body, _model), new List<double>());
        foreach (var clip in Enumerable.Range(0, names.Count))
        {
            var stands = Standing.Any(k => names[clip].StartsWith(k, StringComparison.Ordinal));
            var end = clip + 1 < names.Count ? (int)clips.Values[clip + 1] : poses.Length / Width;
            for (var frame = (int)clips.Values[clip]; frame < end; frame += 10)
            {
                var pose = poses.AsSpan(frame * Width, Width);
                RequireWithinRanges(pose);
                kinematics.Pose(pose);
                foreach (var paw in stands ? rat.Paws : [])
                    heights.Add(1000 * (kinematics.Frames.Positions[(3 * paw.Segment) + 2] - paw.RestingHeight));
            }
        }

        // Millimetres. Postures are tried where they are held; on the way from one to the next a paw may lose the floor a little.
        Assert.InRange(heights.Count(h => h is > -1 and < 1.5), 0.97 * heights.Count, heights.Count);
    }

    [Fact]
    public void RatsThatDifferFillTheRangesOfTheirJoints()
    {
        const int Many = 40;
        var poses = Poses(new RatClips("test", [RatClipKind.Snapshots]).Generate(Request(Many, 3)));
        var rat = new RatAnatomy(_body, _model);

        foreach (var joint in (JointAddress[])[.. rat.LumbarExtend, .. rat.LumbarTwists, .. rat.NeckExtend, .. rat.NeckTwists])
        {
            var angles = Enumerable.Range(0, Many).Select(c => poses[(c * (Rate + 1) * Width) + joint.Position]).ToArray();
            Assert.True(angles.Max() - angles.Min() > 0.5 * joint.Range!.Value.Width);
        }
    }

    [Fact]
    public void WhatJointsTradeTurnsNothingOnTheWhole()
    {
        var rat = new RatAnatomy(_body, _model);
        var random = new RandomStream(7);
        // Little enough to stay within the ranges.
        var trade = new JointTrade([.. rat.NeckExtend, rat.Atlas], [1, 1, 1, -1], 0.02, ref random);
        foreach (var time in (double[])[0, 0.4, 3])
        {
            var pose = new double[Width];
            trade.Add(pose, time);

            Assert.Equal(0, rat.NeckExtend.Sum(j => pose[j.Position]) - pose[rat.Atlas.Position], 1e-12);
            Assert.True(rat.NeckExtend.All(j => pose[j.Position] != 0));
        }
    }

    [Fact]
    public void OnFourPawsTheCentreOfMassLiesAmongThemAndInRearingAtTheirEdge()
    {
        using var balance = new RatBalance(new RatAnatomy(_body, _model), _model);

        Assert.True(balance.IsSupported(Middle("stand"), 0.008));
        Assert.False(balance.IsSupported(Middle("stand"), 0.04));
        Assert.False(balance.IsSupported(Middle("rear-high"), 0.008));

        double[] Middle(string kind) =>
            Poses(new RatClips("test", [RatClipKind.All.First(k => k.Name == kind) with { Style = 0 }]).Generate(Request(5, 3))).AsSpan((int)(2.5 * Rate) * Width, Width).ToArray();
    }

    [Fact]
    public void WhoeverRisesStandsBeforeAndWhenItHasComeDownAndCollectsItsPaws()
    {
        RequireCollected(RatClipKind.Roams);
        RequireCollected(RatClipKind.All.First(k => k.Name == "transitions"));
    }

    private static void RequireCollected(RatClipKind kind)
    {
        RatBehaviour[] onFour = [RatBehaviour.Walk, RatBehaviour.Sniff, RatBehaviour.Crouch, RatBehaviour.Stand];
        var bouts = kind.Bouts(new RandomStream(3), 600);
        var rises = 0;
        for (var i = 1; i < bouts.Count - 1; i++)
        {
            if (onFour.Contains(bouts[i].Behaviour))
                continue;
            rises++;
            Assert.Equal([RatBehaviour.Stand, RatBehaviour.Stand], [bouts[i - 1].Behaviour, bouts[i + 1].Behaviour]);
            Assert.True(bouts[i + 1].End - bouts[i].End > 1);
        }

        Assert.True(rises > 30, $"{rises}");
    }

    [Fact]
    public void ASessionGoesOnForTwoMinutesWithoutAJump()
    {
        var recording = Generate(new RatSessionGenerator(), 120);
        var poses = Poses(recording);
        Assert.Equal(["roams-000"], recording.Find(ChannelNames.Clips)!.Labels);
        Assert.Equal((120 * Rate) + 1, poses.Length / Width);

        var walked = 0.0;
        for (var at = Width; at < poses.Length; at += Width)
        {
            var step = Math.Sqrt(Enumerable.Range(0, 3).Sum(i => Math.Pow(poses[at + i] - poses[at - Width + i], 2)));
            Assert.InRange(step * Rate, 0, 0.6);
            walked += step;
        }

        Assert.InRange(walked, 2, 20);
    }

    [Theory]
    [InlineData(1, 25, "seconds")]
    [InlineData(double.NaN, 25, "seconds")]
    [InlineData(1e9, 25, "seconds")]
    [InlineData(120, double.NaN, "rate")]
    public void ImpossibleSettingsAreRefusedByName(double seconds, double rate, string setting)
    {
        foreach (var generator in (IRecordingGenerator[])[new RatClipGenerator(), new RatSessionGenerator()])
            Assert.Contains(setting, Assert.Throws<InputException>(() => generator.Generate(Request(seconds, 1) with { Rate = rate })).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void OnlyTheClassesThatAreAskedForAreMade()
    {
        var names = Generate(new RatClipGenerator(), 15, settings: [("classes", "walk-10, shifts")]).Find(ChannelNames.Clips)!.Labels!;

        // As often as in a library's round.
        Assert.Equal(["walk-10-000", "shifts-000", "shifts-001"], names);
    }

    [Fact]
    public void AGaitThatIsSetIsWalkedAndToldInTheFile()
    {
        (string, string) walking = ("classes", "walk-10");
        var (found, higher) = (Generate(new RatClipGenerator(), 5, settings: walking), Generate(new RatClipGenerator(), 5, settings: [walking, ("gait.lift", "0.02")]));

        // Lengths are at scale 1; this rat is a tenth smaller.
        Assert.Equal(0.9 * 20, Lift(higher), 2.0);
        Assert.InRange(Lift(found), 3, 12);
        Assert.Equal("0.02", higher.Provenance.Settings["gait.lift"]);

        double Lift(Recording recording)
        {
            using var kinematics = _model.CreateKinematics();
            var (rat, poses, highest) = (new RatAnatomy(_body, _model), Poses(recording), 0.0);
            for (var at = 0; at < poses.Length; at += Width)
            {
                kinematics.Pose(poses.AsSpan(at, Width));
                highest = Math.Max(highest, 1000 * (kinematics.Frames.Positions[(3 * rat.Paws[0].Segment) + 2] - rat.Paws[0].RestingHeight));
            }

            return highest;
        }
    }

    [Theory]
    [InlineData("classes", "walk-1O", "Did you mean 'walk-10'?")]
    [InlineData("classes", " , ", "without a name")]
    [InlineData("gait.duty", "1", "gait.duty '1'")]
    [InlineData("gait.lift", "high", "gait.lift 'high'")]
    [InlineData("gait.lifts", "0.01", "Did you mean 'gait.lift'?")]
    public void SettingsThatMeanNothingAreRefused(string key, string value, string said)
    {
        var refused = Assert.Throws<InputException>(() => Generate(new RatClipGenerator(), 5, settings: (key, value)));

        Assert.Contains(said, $"{refused.Message} {refused.Hint}", StringComparison.Ordinal);
    }

    private void RequireWithinRanges(ReadOnlySpan<double> pose)
    {
        for (var j = 0; j < _model.Info.JointCount; j++)
            if (_model.JointAt(j) is { Range: { } range } joint)
                Assert.InRange(pose[joint.Position], range.Low - 1e-9, range.High + 1e-9);
    }

    private GeneratorRequest Request(double seconds, ulong seed) => new() { Body = _body, Model = _model, Seconds = seconds, Seed = seed, Rate = Rate };

    private Recording Generate(IRecordingGenerator generator, double seconds, ulong seed = 1, params (string Key, string Value)[] settings) =>
        generator.Generate(Request(seconds, seed) with { Settings = settings.ToDictionary(s => s.Key, s => s.Value) });

    private static double[] Poses(Recording recording) => recording.Find(ChannelNames.Positions)!.Values;
}
