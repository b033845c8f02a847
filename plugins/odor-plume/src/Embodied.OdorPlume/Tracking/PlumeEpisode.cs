using System.Numerics;
using Embodied.OdorPlume.Plumes;
using Embodied.Sdk.Physics;
using Embodied.Sdk.Randomness;

namespace Embodied.OdorPlume.Tracking;

/// <summary>
/// The plume as one environment sees it in one episode: which movie, from when, which puffs, how strong, mirrored or not. Task, senses and actuation
/// of an environment share it. The frame follows from the simulation's time.
/// </summary>
internal sealed class PlumeEpisode(TrackSettings settings, PlumeMovie[] movies)
{
    /// <summary>Odour below which nothing is smelt, and at which the agent counts as without odour.</summary>
    public const float Threshold = 1e-4f;

    private readonly double _noise = settings.ObservationNoise;
    private PlumeMovie _movie = movies[0];
    private PuffSelection _selection = PuffSelection.All;
    private float _odourScale = 1;
    private int _first;
    private int _smeltAt;
    private float _odour;
    private RandomStream _random;

    /// <summary>Whether left and right are exchanged.</summary>
    public bool Mirrored { get; private set; }

    /// <summary>The agent's own velocity through the air in the last step, world frame [m/s].</summary>
    public Vector2 AirVelocity { get; set; }

    /// <summary>The last action taken, as fractions of the capacities; 0 before the first.</summary>
    public Vector2 LastAction { get; set; }

    /// <summary>Random numbers of the episode.</summary>
    public ref RandomStream Random => ref _random;

    /// <summary>Which puffs count.</summary>
    public ref readonly PuffSelection Selection => ref _selection;

    /// <summary>Draws an episode.</summary>
    public void Begin(ref RandomStream random)
    {
        _movie = movies[movies.Length == 1 ? 0 : random.NextInt(movies.Length)];
        var start = settings.Start;
        var offset = start.Time is { } time ? time - start.TimeFrom : random.NextUniform(0, start.TimeSpan);
        // int() of the published code; the half millionth keeps decimal times whole.
        _first = (int)((offset * PlumeMovie.Rate) + 1e-6);
        var share = settings.BirthX < 0.99 ? random.NextUniform(settings.BirthX, 1) : 1;
        _selection = new(share, random.NextUInt64(), (float)random.NextUniform(settings.DiffusionLow, settings.DiffusionHigh));
        Mirrored = settings.Flipping && random.NextDouble() > 0.5;
        _odourScale = settings.OdourScaling ? (float)random.NextUniform(0.5, 1.5) : 1;
        _random = new(random.NextUInt64());
        (AirVelocity, LastAction, _smeltAt) = (default, default, -1);
    }

    /// <summary>The frame at a time of the simulation [s].</summary>
    public PlumeFrame FrameAt(double time) => _movie[_first + Step(time)];

    /// <summary>What the agent smells at a place now, in [0, 1]; drawn once per step.</summary>
    public float Smell(ISimulation simulation, float x, float y)
    {
        var step = Step(simulation.State.Time);
        if (step == _smeltAt)
            return _odour;
        var frame = _movie[_first + step];
        var odour = _odourScale * (settings.Gaussian ? frame.Odour<GaussianKernel>(x, y, _selection) : frame.Odour<SquareKernel>(x, y, _selection));
        odour = Noisy(odour);
        (_smeltAt, _odour) = (step, odour < Threshold ? 0 : Math.Min(odour, 1));
        return _odour;
    }

    /// <summary>A quantity with the relative noise of observations.</summary>
    public float Noisy(float value) => _noise > 0 ? value * (float)(1 + _random.NextUniform(-_noise, _noise)) : value;

    private static int Step(double time) => (int)Math.Round(time * PlumeMovie.Rate);
}
