using static TorchSharp.torch;

namespace Embodied.Learning.Torch;

/// <summary>How many threads libtorch uses for one operation.</summary>
internal static class TorchThread
{
    [ThreadStatic]
    private static bool _single;

    /// <summary>
    /// Makes libtorch compute on the calling thread alone, since more threads inside it change the order of sums. libtorch keeps the number once for each thread
    /// that calls it, so every thread has to say so before its first operation; saying it on another thread is not enough.
    /// </summary>
    public static void RequireSingle()
    {
        if (_single)
            return;
        set_num_threads(1);
        _single = true;
    }
}
