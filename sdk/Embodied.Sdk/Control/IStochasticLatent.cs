namespace Embodied.Sdk.Control;

/// <summary>
/// A controller whose noise can be turned up and down, so that the variability it computes can be studied apart from that of its motors. Optional; analyses
/// ask for it. Noise is drawn only when <see cref="ControllerBatch.Sampled"/> is set.
/// </summary>
public interface IStochasticLatent
{
    /// <summary>Numbers per observation.</summary>
    int ObservationSize { get; }

    /// <summary>Numbers per action.</summary>
    int ActionSize { get; }

    /// <summary>Numbers in the latent; 0 for a controller without any.</summary>
    int LatentSize { get; }

    /// <summary>Multiplies the noise of the latent; 0 takes its mean.</summary>
    float LatentNoise { get; set; }

    /// <summary>How its standard deviations are rewritten before noise is drawn.</summary>
    LatentStructure LatentStructure { get; set; }

    /// <summary>Multiplies the noise of actions; 0 takes their mean.</summary>
    float ActionNoise { get; set; }
}
