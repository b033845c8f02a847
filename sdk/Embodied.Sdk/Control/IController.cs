namespace Embodied.Sdk.Control;

/// <summary>Observation (and its own state) in, action out, for a batch of worlds. One thread at a time.</summary>
public interface IController : IDisposable
{
    /// <summary>Sizes and probes.</summary>
    ControllerInfo Info { get; }

    /// <summary>Writes the state of a world whose episode begins, [state size].</summary>
    void ResetState(Span<float> state, ulong seed);

    /// <summary>Acts in every world of the batch; allocates nothing.</summary>
    void Act(in ControllerBatch batch);
}

/// <summary>Makes controllers of one architecture.</summary>
public interface IControllerFactory
{
    /// <summary>Builds a controller for these channels.</summary>
    /// <exception cref="Errors.InputException">A setting is unknown or a needed channel is missing.</exception>
    IController Create(ControllerRequest request);
}
