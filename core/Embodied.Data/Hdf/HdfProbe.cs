using Embodied.Data.Hdf;
using Embodied.Sdk.Errors;

namespace Embodied.Data.Hdf;

/// <summary>Looks into an HDF5 file to tell its format; a damaged one is of no format.</summary>
internal static class HdfProbe
{
    public static bool Any(string path, Func<HdfFile, bool> test)
    {
        if (!HdfFile.Recognizes(path))
            return false;
        try
        {
            using var file = HdfFile.Open(path);
            return test(file);
        }
        catch (InputException)
        {
            return false;
        }
    }
}
