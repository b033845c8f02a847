using Embodied.Mujoco.Mjcf;
using Embodied.Mujoco.Scenes;
using Embodied.Sdk.Bodies;
using Embodied.Sdk.Physics;

namespace Embodied.Mujoco.Tests.Mjcf;

/// <summary>A folder with MJCF files that lasts as long as one test.</summary>
internal sealed class MjcfFile : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("embodied-mjcf-test-");

    public MjcfFile(string main) => Main = Add("main.xml", main);

    public string Main { get; }

    public void Dispose() => _folder.Delete(recursive: true);

    public string Add(string name, string text)
    {
        var path = Path.Combine(_folder.FullName, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }

    public MjcfBody Read(BodyRoles? roles = null) => MjcfBodyReader.Read(Main, roles);

    public ComposedScene Compose(int engineVersion = 222) =>
        new SceneComposer(engineVersion).Compose(new Scene { Bodies = [new PlacedBody(Read())] });
}
