using Embodied.Data.Importers;
using Embodied.Data.Numpy;
using Embodied.Data.Recordings;
using Embodied.Learning.Checkpoints;
using Embodied.Mujoco.Mjcf;
using Embodied.Mujoco.Scenes;
using Embodied.Runtime.Bodies;
using Embodied.Runtime.Experiments;
using Embodied.Runtime.Plugins;
using Embodied.Sdk.Physics;
using Embodied.Sdk.Recordings;
using Embodied.Tests;
using Embodied.Tests.Data;

namespace Embodied.Fuzz.Specs;

/// <summary>A format: whole files, and what reads them.</summary>
/// <param name="Extension">What names of such files end in.</param>
/// <param name="IsText">Whether words and lines can be damaged.</param>
/// <param name="Corpus">Whole files.</param>
/// <param name="Read">Reads one; throws what a person can act on, or nothing.</param>
internal sealed record Target(string Extension, bool IsText, IReadOnlyList<byte[]> Corpus, Action<string> Read)
{
    private const string Body =
        """
        <mujoco model="m">
          <compiler angle="degree" autolimits="true"/>
          <default><joint damping="0.1"/><default class="limb"><geom size="0.01 0.05" type="capsule"/></default></default>
          <worldbody>
            <body name="trunk" pos="0 0 1"><freejoint name="root"/><geom name="trunk" size="0.1"/>
              <body name="limb" pos="0 0.1 0"><joint name="hip" axis="0 1 0" range="-30 30"/><geom class="limb"/><site name="tip"/></body>
            </body>
          </worldbody>
          <actuator><motor name="hip" joint="hip" ctrlrange="-1 1"/></actuator>
          <sensor><gyro site="tip"/></sensor>
          <keyframe><key name="k" qpos="0 0 1 1 0 0 0 0"/></keyframe>
        </mujoco>
        """;

    /// <summary>All formats by name.</summary>
    public static IReadOnlyDictionary<string, Target> All { get; } = new Dictionary<string, Target>(StringComparer.Ordinal)
    {
        ["hdf5"] = new(".h5", false, Files("tests/Embodied.Data.Tests/HdfMatrix", "*.h5"), Import),
        ["recording"] = new(".h5", false, [Recording()], p => RecordingFile.Read(p)),
        ["mat"] = new(".mat", false, [Walk.Mat(Walk.Keypoints(9, 4), "T3K", compress: false), Walk.Mat(Walk.Keypoints(9, 4), "T3K")], Import),
        ["csv"] = new(".csv", true, [Text("time [ms],a_x,a_y,a_z,b_x,b_y,b_z,speed [m/s]\n0,1,2,3,4,5,6,0.5\n20,1.5,2,3,4,5,7,0.4\n"), Text("scorer,m,m,m\nbodyparts,a,a,a\ncoords,x,y,z\n0,1,2,3\n1,2,3,5\n")], Import),
        ["npy"] = new(".npy", false, [Npy()], p => NpzReader.Read(p)),
        ["mjcf"] = new(".xml", true, [Text(Body)], Compose),
        ["experiment"] = new(".yaml", true, Files("plugins", "*.yaml", "experiments"), p => ExperimentFile.Read(p)),
        ["manifest"] = new(".yaml", true, Files("plugins", "plugin.yaml"), p => PluginManifest.Read(p)),
        ["roles"] = new(".yaml", true, [Text("root: trunk\nhead: limb\nend_effectors: [limb]\nkeypoints:\n  nose: {segment: trunk, offset: [0.1, 0, 0], trunk: true}\nskeleton:\n  - [nose, nose]\n")], p => BodyRolesReader.Read(p)),
        ["agent"] = new(".agent", false, Files("plugins", "*.agent"), p => SavedAgent.Open(p)),
    };

    private static void Import(string path) => ImporterCatalog.Import(ImporterCatalog.Detect(path), path, new ImportOptions { Rate = 50, Unit = "mm" });

    private static void Compose(string path) =>
        new SceneComposer(222).Compose(new Scene { Bodies = [new PlacedBody(MjcfBodyReader.Read(path))] });

    private static byte[] Recording()
    {
        var path = Path.GetTempFileName();
        try
        {
            RecordingFile.Write(
                new("r", [new() { Name = "keypoints", Unit = "m", Shape = [3, 2, 3], Values = [.. Enumerable.Range(0, 18).Select(i => 0.01 * i)], Time = TimeBase.Regular(50), Labels = ["a", "b"] }], new() { Origin = "fuzz" }),
                path);
            return File.ReadAllBytes(path);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static byte[] Npy()
    {
        var header = "{'descr': '<f8', 'fortran_order': False, 'shape': (4, 3), }";
        header = header.PadRight(117) + "\n";
        return [0x93, .. "NUMPY"u8, 1, 0, 118, 0, .. Text(header), .. Enumerable.Range(0, 12).SelectMany(i => BitConverter.GetBytes((double)i))];
    }

    private static byte[] Text(string text) => System.Text.Encoding.UTF8.GetBytes(text);

    private static IReadOnlyList<byte[]> Files(string folder, string pattern, string? within = null) =>
        [.. Directory.EnumerateFiles(Path.Combine(SharedData.RepositoryRoot, folder), pattern, SearchOption.AllDirectories)
            .Where(f => within is null || f.Contains($"/{within}/", StringComparison.Ordinal)).Order(StringComparer.Ordinal).Select(File.ReadAllBytes)];
}
