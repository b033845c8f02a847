using Embodied.Sdk.Geometry;

namespace Embodied.Rodent.Synthetic;

/// <summary>Where the rat is, how it holds itself and where its paws are, moment by moment.</summary>
internal sealed class RatPlan
{
    /// <summary>Share of the way up at which forepaws count as lifted.</summary>
    private const double Lifted = 0.01;

    private readonly List<BehaviourBout> _bouts;
    private readonly PostureFollower _follower;
    private readonly GaitPlanner _gait;
    private readonly double _scale;
    private readonly RatStyle? _style;
    private readonly RatGaits _gaits;
    private int _bout;

    /// <summary>Plans.</summary>
    /// <param name="bouts">What to do until when.</param>
    /// <param name="resting">Resting places of the paws.</param>
    /// <param name="scale">Size of the body.</param>
    /// <param name="pace">How fast postures change, relative to the usual.</param>
    /// <param name="style">How this rat holds itself; null as drawn.</param>
    /// <param name="gaits">How it walks; null as found.</param>
    public RatPlan(List<BehaviourBout> bouts, Vec3[] resting, double scale, double pace = 1, RatStyle? style = null, RatGaits? gaits = null)
    {
        (_bouts, _scale, _style, _gaits) = (bouts, scale, style, gaits ?? RatGaits.Found);
        _follower = new PostureFollower(Wanted(bouts[0]), pace * PostureFollower.Frequency);
        _gait = new GaitPlanner(resting, Path, scale, _gaits);
    }

    /// <summary>Time since the start [s].</summary>
    public double Time { get; private set; }

    public Path2 Path { get; private set; }

    public Posture Posture => _follower.Current;

    public IReadOnlyList<PawStep> Paws => _gait.Paws;

    /// <summary>Strides made so far.</summary>
    public double Stride => _gait.Stride;

    public RatBehaviour Behaviour => _bouts[_bout].Behaviour;

    private bool ForepawsInAir => Posture.ForepawsUp > Lifted;

    /// <summary>Whether a paw stands on the floor and must not move.</summary>
    public bool Stands(int paw) => Paws[paw].Standing && !(paw >= 2 && ForepawsInAir);

    /// <summary>Advances by a short time.</summary>
    public void Advance(double dt)
    {
        Time += dt;
        while (_bout < _bouts.Count - 1 && Time >= _bouts[_bout].End)
            _bout++;
        _follower.Follow(Wanted(_bouts[_bout]), dt);
        var posture = Posture;
        Path = Path.Ahead(_scale * posture.Speed, posture.Turning, dt);
        _gait.Advance(Path, posture, ForepawsInAir, dt);
    }

    private Posture Wanted(BehaviourBout bout) => _style is null ? Posture.Of(bout, _gaits) : _style.On(Posture.Of(bout, _gaits));
}
