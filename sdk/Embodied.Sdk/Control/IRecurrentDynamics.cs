namespace Embodied.Sdk.Control;

/// <summary>A controller whose memory can be studied as a dynamical system h′ = f(h, x). Optional; analyses ask for it.</summary>
public interface IRecurrentDynamics
{
    /// <summary>Numbers in h.</summary>
    int StateSize { get; }

    /// <summary>
    /// The recurrent weights, [n × n] row-major: W of h′ = act(W h + U x + b) for a plain network, ∂f/∂h at rest (h = 0, no input) for gated cells.
    /// </summary>
    void RecurrentMatrix(Span<float> matrix);

    /// <summary>∂f/∂h, [n × n] row-major, row i the derivatives of h′ᵢ.</summary>
    /// <param name="state">h, [state size].</param>
    /// <param name="observation">x as <see cref="IController.Act"/> takes it; empty for an input of zeros behind the normaliser.</param>
    /// <param name="jacobian">Receives the derivatives.</param>
    void Jacobian(ReadOnlySpan<float> state, ReadOnlySpan<float> observation, Span<float> jacobian);
}
