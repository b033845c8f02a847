using TorchSharp;

namespace Embodied.Learning.Torch;

/// <summary>Whether libtorch works on this machine.</summary>
public static class TorchRuntime
{
    /// <summary>Loads libtorch and differentiates a small expression with it; never throws.</summary>
    public static TorchStatus Probe()
    {
        try
        {
            using var scope = torch.NewDisposeScope();
            var x = Tensors.From([3], 1).requires_grad_(true);
            (x * x).sum().backward();
            var gradient = x.grad!.ToNumber();
            return gradient == 6
                ? new(true, torch.__version__, $"{torch.get_num_threads()} threads")
                : new(false, torch.__version__, $"d(x²)/dx at 3 gave {gradient} instead of 6");
        }
        catch (Exception e) when (e is TypeInitializationException or DllNotFoundException or NotSupportedException or BadImageFormatException)
        {
            return new(false, null, (e.InnerException ?? e).Message);
        }
    }
}

/// <summary>What <see cref="TorchRuntime.Probe"/> found.</summary>
/// <param name="Works">Whether gradients come out right.</param>
/// <param name="Version">Version of libtorch, or null when it did not load.</param>
/// <param name="Detail">Threads, or what went wrong.</param>
public sealed record TorchStatus(bool Works, string? Version, string Detail);
