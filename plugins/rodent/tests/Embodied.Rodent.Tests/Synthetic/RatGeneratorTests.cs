using Embodied.Mujoco.Simulation;
using Embodied.Rodent.Synthetic;
using Embodied.Rodent.Tests.Support;
using Embodied.Sdk.Bodies;
using Embodied.Sdk.Errors;
using Embodied.Sdk.Physics;
using Embodied.Sdk.Recordings;

namespace Embodied.Rodent.Tests.Synthetic;

public sealed class RatGeneratorTests : IDisposable
{
    private readonly IBody _body = Rats.Rat();
    private readonly MujocoModel _model;

    public RatGeneratorTests() => _model = Rats.Compile(_body);

    public void Dispose() => _model.Dispose();

    [Fact]
    public void TheRecordingHoldsWhatThePipelineReads()
    {
        var recording = Generate(new() { Body = _body, Model = _model, Seconds = 2, Rate = 100 });

        Assert.Equal([200, 23, 3], Channel(recording, ChannelNames.Keypoints).Shape);
        Assert.Equal(_body.Roles.Keypoints.Select(k => k.Name), Channel(recording, ChannelNames.Keypoints).Labels);
        Assert.Equal([200, 74], Channel(recording, ChannelNames.Positions).Shape);
        Assert.Equal([200], Channel(recording, ChannelNames.Behaviour).Shape);
        Assert.All(recording.Channels.Where(c => c.Time is not null), c => Assert.Equal(100, c.Time!.Rate));
        Assert.All(recording.Channels, c => Assert.Equal(c.Shape.Aggregate(1, (a, b) => a * b), c.Values.Length));
        Assert.True(recording.Provenance.Synthetic);
    }

    [Fact]
    public void TheSameSeedGivesTheSameBitsAndAnotherSeedAnotherRat()
    {
        var request = new GeneratorRequest { Body = _body, Model = _model, Seconds = 2, Dropout = 0.1 };

        Assert.Equal(Bits(Generate(request)), Bits(Generate(request)));
        Assert.NotEqual(Bits(Generate(request)), Bits(Generate(request with { Seed = 2 })));
    }

    [Theory]
    [InlineData(1UL)]
    [InlineData(2UL)]
    [InlineData(3UL)]
    public void EveryBehaviourAppears(ulong seed)
    {
        var shown = Channel(Generate(new() { Body = _body, Model = _model, Seed = seed, Rate = 25 }), ChannelNames.Behaviour).Values.ToHashSet();

        Assert.Equal(Enumerable.Range((int)RatBehaviour.Stand, (int)RatBehaviour.Sniff + 1).Select(b => (double)b), shown.Order());
    }

    [Theory]
    [InlineData(1UL, 1)]
    [InlineData(2UL, 0.9)]
    [InlineData(3UL, 1)]
    public void TheMotionIsThatOfALivingRatOnAFloor(ulong seed, double scale)
    {
        var body = Rats.Rat(new() { Scale = scale });
        using var model = Rats.Compile(body);
        var motion = MotionFigures.Of(body, model, Generate(new() { Body = body, Model = model, Seed = seed }));
        TestContext.Current.TestOutputHelper?.WriteLine(motion.ToString());

        Assert.Equal(0, motion.BeyondLimits);
        // Millimetres, of a rat of 250 mm.
        Assert.InRange(motion.WorstSlip, 0, 1.5);
        Assert.InRange(motion.MeanSlip, 0, 0.1);
        Assert.InRange(motion.DeepestPaw, -3, 0);
        // Mostly the tail, which lies on the floor and is straight between its joints.
        Assert.InRange(motion.DeepestOther, -2, 2);
        Assert.InRange(motion.HighestTailTip, 0, 60);
        Assert.InRange(motion.HighestStandingPaw, -1, 3.5);
        Assert.InRange(motion.FastestHinge, 1, 40);
        Assert.InRange(motion.FastestRoot, 0.05, 0.6);
        // It gets somewhere, and it rises to rear.
        Assert.InRange(motion.Walked, 0.2, 3);
        Assert.InRange(motion.HighestSkull / scale, 0.1, 0.25);
    }

    [Fact]
    public void TheFilmedPointsAreTheMarkersOfTheTruePose()
    {
        var recording = Generate(new() { Body = _body, Model = _model, Seconds = 3, Noise = 0 });
        var (positions, keypoints) = (Channel(recording, ChannelNames.Positions).Values, Channel(recording, ChannelNames.Keypoints).Values);
        var offsets = Channel(recording, RatGenerator.OffsetsChannel).Values;
        using var kinematics = _model.CreateKinematics();
        for (var frame = 0; frame < 150; frame += 10)
        {
            kinematics.Pose(positions.AsSpan(frame * 74, 74));
            for (var k = 0; k < 23; k++)
            {
                var segment = _model.Find(ElementKind.Segment, _body.Roles.Keypoints[k].Segment);
                var point = Points.World(kinematics.Frames.Positions, kinematics.Frames.Rotations, segment, new(offsets[3 * k], offsets[(3 * k) + 1], offsets[(3 * k) + 2]));
                var at = 3 * ((frame * 23) + k);
                Assert.Equal(point.X, keypoints[at], 1e-12);
                Assert.Equal(point.Y, keypoints[at + 1], 1e-12);
                Assert.Equal(point.Z, keypoints[at + 2], 1e-12);
            }
        }
    }

    [Fact]
    public void NoiseAndGapsAreAsAsked()
    {
        var request = new GeneratorRequest { Body = _body, Model = _model, Seconds = 20, Noise = 0 };
        var clean = Channel(Generate(request), ChannelNames.Keypoints).Values;
        var noisy = Channel(Generate(request with { Noise = 0.002, Dropout = 0.1 }), ChannelNames.Keypoints).Values;
        var errors = noisy.Zip(clean, (n, c) => n - c).Where(double.IsFinite).ToArray();

        Assert.DoesNotContain(clean, double.IsNaN);
        Assert.InRange(noisy.Count(double.IsNaN) / (double)noisy.Length, 0.08, 0.12);
        Assert.InRange(Math.Sqrt(errors.Average(e => e * e)), 0.00198, 0.00202);
        Assert.InRange(errors.Average(), -2e-5, 2e-5);
        // A keypoint is seen with all its coordinates or not at all.
        for (var i = 0; i < noisy.Length; i += 3)
            Assert.True(double.IsNaN(noisy[i]) == double.IsNaN(noisy[i + 1]) && double.IsNaN(noisy[i]) == double.IsNaN(noisy[i + 2]));
    }

    [Fact]
    public void RefusesOtherBodiesAndImpossibleSettings()
    {
        var request = new GeneratorRequest { Body = _body, Model = _model };

        Assert.Contains("seconds", Assert.Throws<InputException>(() => Generate(request with { Seconds = 0 })).Message, StringComparison.Ordinal);
        Assert.Contains("rate", Assert.Throws<InputException>(() => Generate(request with { Rate = double.NaN })).Message, StringComparison.Ordinal);
        Assert.Contains("dropout", Assert.Throws<InputException>(() => Generate(request with { Dropout = 1 })).Message, StringComparison.Ordinal);
        Assert.Contains("noise", Assert.Throws<InputException>(() => Generate(request with { Noise = -1 })).Message, StringComparison.Ordinal);
        Assert.Contains("'other/body'", Assert.Throws<InputException>(() => Generate(request with { Body = new OtherBody(_body) })).Message, StringComparison.Ordinal);
    }

    private static Recording Generate(GeneratorRequest request) => new RatGenerator().Generate(request);

    private static RecordingChannel Channel(Recording recording, string name) => recording.Find(name) ?? throw new KeyNotFoundException(name);

    private static long[] Bits(Recording recording) => [.. recording.Channels.SelectMany(c => c.Values).Select(BitConverter.DoubleToInt64Bits)];

    private sealed record OtherBody(IBody Like) : IBody
    {
        public string Id => "other/body";

        public BodyRoles Roles => Like.Roles;

        public BodySource Source => Like.Source;
    }
}
