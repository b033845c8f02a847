using Embodied.Sdk.Physics;

namespace Embodied.Runtime.Backends.Replay;

/// <summary>A model whose simulations follow a recording.</summary>
internal sealed class ReplayModel(IModel inner, Motion motion) : IModel, IHasKinematics, IHasRenderer
{
    public ModelInfo Info { get; } = inner.Info with { Engine = $"replay on {inner.Info.Engine}" };

    public int Find(ElementKind kind, string name) => inner.Find(kind, name);

    public string? NameOf(ElementKind kind, int index) => inner.NameOf(kind, index);

    public JointAddress JointAt(int index) => inner.JointAt(index);

    public SensorAddress SensorAt(int index) => inner.SensorAt(index);

    public ISimulation CreateSimulation() => new ReplaySimulation(inner.CreateSimulation(), (inner as IHasKinematics)?.CreateKinematics(), motion, Info.Timestep);

    public IKinematics CreateKinematics() => inner is IHasKinematics has
        ? has.CreateKinematics()
        : throw new NotSupportedException($"{inner.Info.Engine} poses no bodies without simulating.");

    public IRenderer CreateRenderer(int width, int height, PictureQuality quality = PictureQuality.Fast) => inner is IHasRenderer has
        ? new ReplayRenderer(has.CreateRenderer(width, height, quality))
        : throw new Sdk.Errors.EmbodiedException($"{inner.Info.Engine} draws no pictures.", "Replay on a backend that draws.");

    public void Dispose() => inner.Dispose();

    /// <summary>Draws the decorated simulation.</summary>
    private sealed class ReplayRenderer(IRenderer renderer) : IRenderer
    {
        public void Render(ISimulation simulation, View view, Span<byte> rgb) =>
            renderer.Render(simulation is ReplaySimulation replay ? replay.Inner : simulation, view, rgb);

        public void Dispose() => renderer.Dispose();
    }
}
