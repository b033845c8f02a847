using Embodied.OdorPlume.Analyses;

namespace Embodied.OdorPlume.Tests.Analyses;

public sealed class OdourHistoryTests
{
    /// <summary>pandas: <c>pd.Series([1, 0, 0, 2]).ewm(span=3).mean()</c>, weights ½ per step.</summary>
    [Fact]
    public void AveragesArePandas()
    {
        var averages = OdourHistory.Average([1, 0, 0, 2], 3);

        double[] expected = [1, 1 / 3.0, 1 / 7.0, 2.125 / 1.875];
        for (var i = 0; i < 4; i++)
            Assert.Equal(expected[i], averages[i], 1e-12);
    }

    [Fact]
    public void ModulesFollowTheLastOdour()
    {
        var odour = new double[80];
        odour[20] = 0.1;
        var episode = Episode(odour);

        var modules = OdourHistory.Modules(episode, lostAfter: 25);

        Assert.All(modules[..12], m => Assert.Equal(BehaviourModule.Recovering, m));
        Assert.All(modules[20..33], m => Assert.Equal(BehaviourModule.Tracking, m));
        Assert.All(modules[33..45], m => Assert.Equal(BehaviourModule.Recovering, m));
        Assert.All(modules[45..], m => Assert.Equal(BehaviourModule.Lost, m));
    }

    [Fact]
    public void AWhiffIsOneEncounter()
    {
        var encounters = OdourHistory.Encounters(Episode([0, 1, 1, 0, 0, 1, 0]));

        Assert.Equal([0, 25, 0, 0, 0, 25, 0], encounters);
    }

    [Fact]
    public void TheCentrelineOfASwitchedPlumeBends()
    {
        var line = new Centreline(new() { Wind = new() { Name = "switch45", SwitchTime = 60.5 }, From = 58 });

        // 2.5 s after the turn puffs born since stand within 0.5 · cos 45° · 2.5 m.
        var frame = (int)((63 - 58) * 25);
        Assert.Equal(Math.PI / 4, line.DirectionAt(frame, 0.5)!.Value, 0.01);
        Assert.Equal(0, line.DirectionAt(frame, 2)!.Value, 0.01);
        Assert.Null(line.DirectionAt(frame, -1));
    }

    private static TrackEpisode Episode(double[] odour) => new()
    {
        Condition = "test",
        Outcome = 0,
        Plume = Embodied.OdorPlume.Plumes.PlumeMovie.Film(new() { From = 0, Until = 0.1 }),
        FirstFrame = 0,
        Pose = [.. odour.Select(_ => (0.0, 0.0, 0.0))],
        Sensed = [.. odour.Select(o => (0.0, 0.0, o))],
        Action = [.. odour.Select(_ => (0.0, 0.0))],
        States = Memory<double>.Empty,
        StateSize = 0,
    };
}
