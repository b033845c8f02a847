using Embodied.Data.Importers;
using Embodied.Data.Numpy;
using Embodied.Data.Recordings;
using Embodied.Sdk.Errors;
using Embodied.Sdk.Randomness;
using Embodied.Sdk.Recordings;
using PureHDF;

namespace Embodied.Tests.Data;

/// <summary>Damaged files of every format: whatever the damage, either a recording comes out or one error a person can act on.</summary>
public sealed class FuzzTests
{
    private const int MutationsPerFile = 100;
    private static readonly ImportOptions At50 = new() { Rate = 50 };

    private static readonly Dictionary<string, (Action<string> Make, Action<string> Read)> Formats = new(StringComparer.Ordinal)
    {
        ["mat"] = (p => File.WriteAllBytes(p, Walk.Mat(Walk.Keypoints(9, 4), "T3K", compress: false)), Import(new DannceMatImporter())),
        ["mat-zlib"] = (p => File.WriteAllBytes(p, Walk.Mat(Walk.Keypoints(9, 4), "T3K")), Import(new DannceMatImporter())),
        ["mat-cells"] = (p => File.WriteAllBytes(p, Cells()), p => Embodied.Data.Keypoints.SkeletonFile.ReadNames(p)),
        ["nwb"] = (p => PoseNwb.Write(p, Walk.Keypoints(9, 2), [.. Enumerable.Range(0, 9).Select(t => t * 0.02)]), Import(new NdxPoseNwbImporter())),
        ["tracks"] = (p => new H5File { ["tracks"] = Chunked() }.Write(p), Import(new SleapH5Importer())),
        ["recording"] = (p => RecordingFile.Write(RecordingFileTests.Small(), p), p => RecordingAssert.Same(RecordingFileTests.Small(), RecordingFile.Read(p))),
        ["csv"] = (p => File.WriteAllText(p, "time,a_x,a_y,a_z,b_x,b_y,b_z,speed [m/s]\n0,1,2,3,4,5,6,0.5\n0.02,1.5,2,3,4,5,7,0.4\n0.04,2,2,3,4,6,7,NaN\n"), Import(new CsvImporter())),
        ["npy"] = (p => File.WriteAllBytes(p, Npy()), p => NpzReader.Read(p)),
    };

    public static TheoryData<string> Names => [.. Formats.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Damage_gives_a_recording_or_one_error(string format)
    {
        using var folder = new TemporaryFolder();
        var (make, read) = Formats[format];
        make(folder.File("whole"));
        read(folder.File("whole"));
        var whole = File.ReadAllBytes(folder.File("whole"));
        var (refused, accepted) = (0, 0);
        for (var i = 0; i < MutationsPerFile; i++)
        {
            var random = new RandomStream((ulong)i);
            var path = folder.Write("damaged", Damage(whole, ref random));
            try
            {
                read(path);
                accepted++;
                ImporterCatalog.Detect(path);
            }
            catch (InputException error)
            {
                Assert.NotEmpty(error.Place);
                refused++;
            }
            catch (Exception e)
            {
                Assert.Fail($"Mutation {i} of {format}: {e}");
            }
        }

        Assert.True(refused > MutationsPerFile / 10, $"{refused} refused, {accepted} accepted");
        Assert.Equal(2, Directory.GetFiles(folder.Path).Length);
    }

    private static byte[] Damage(byte[] whole, ref RandomStream random)
    {
        var bytes = (byte[])whole.Clone();
        switch (random.NextInt(5))
        {
            case 0:
                return bytes[..random.NextInt(bytes.Length)];
            case 1:
                for (var i = 0; i <= random.NextInt(20); i++)
                    bytes[random.NextInt(bytes.Length)] ^= (byte)(1 << random.NextInt(8));
                return bytes;
            case 2:
                var start = random.NextInt(bytes.Length);
                bytes.AsSpan(start, Math.Min(random.NextInt(64) + 1, bytes.Length - start)).Fill((byte)random.NextInt(256));
                return bytes;
            case 3:
                var at = random.NextInt(Math.Max(1, bytes.Length - 8));
                bytes.AsSpan(at, Math.Min(random.NextInt(8) + 1, bytes.Length - at)).Fill(0xFF);
                return bytes;
            default:
                var cut = random.NextInt(bytes.Length);
                return [.. bytes[..cut], .. bytes[random.NextInt(bytes.Length)..]];
        }
    }

    private static Action<string> Import(IImporter importer) => path => importer.Import(path, At50);

    private static H5Dataset Chunked() => new(Tracks(), chunks: [4, 1, 5, 3],
        datasetCreation: new(Filters: [PureHDF.Filters.ShuffleFilter.Id, PureHDF.Filters.DeflateFilter.Id]));

    private static double[,,,] Tracks()
    {
        var walk = Walk.Keypoints(9, 5);
        var tracks = new double[9, 1, 5, 3];
        Buffer.BlockCopy(walk, 0, tracks, 0, Buffer.ByteLength(walk));
        return tracks;
    }

    private static byte[] Cells()
    {
        var mat = new MatBytes();
        return mat.Header().Variable(mat.Cell("joint_names", mat.Text("", "nose"), mat.Text("", "ear"), mat.Text("", "paw"))).ToArray();
    }

    private static byte[] Npy()
    {
        var header = "{'descr': '<f8', 'fortran_order': False, 'shape': (3, 4), }\n"u8;
        return [0x93, .. "NUMPY"u8, 1, 0, (byte)header.Length, 0, .. header, .. new byte[96]];
    }
}
