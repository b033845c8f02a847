using Embodied.Mujoco.Mjcf;
using Embodied.Mujoco.Simulation;
using Embodied.Mujoco.Tests.Mjcf;
using Embodied.Sdk.Bodies;
using Embodied.Sdk.Errors;
using Embodied.Sdk.Physics;
using Embodied.Tests;

namespace Embodied.Mujoco.Tests.Scenes;

public sealed class MujocoBackendTests
{
    private static readonly MujocoBackend Backend = new();

    [Fact]
    public void Figures_arrive_in_the_engine_bit_by_bit()
    {
        using var model = Backend.Compile(SmallBody.Alone);
        var hip = model.JointAt(model.Find(ElementKind.Joint, "hip"));
        Assert.Equal(new Interval(-1.2217304763960306, 0.1), hip.Range);
        Assert.Equal(7 + 4 + 2, model.Info.PositionCount);
        Assert.Equal(0.012, ModelFigures.Masses(model)[model.Find(ElementKind.Segment, "leg")]);
        Assert.Equal(0.02, ModelFigures.Masses(model)[model.Find(ElementKind.Segment, "head")]);
        Assert.Equal(new Interval(0, 1), model.Info.ControlRanges[model.Find(ElementKind.Actuator, "stick")]);
    }

    [Fact]
    public void Two_bodies_keep_their_order_and_their_places()
    {
        var scene = new Scene
        {
            Arena = new SmallBody.Floor(),
            Bodies = [new PlacedBody(SmallBody.Body, "a/"), new PlacedBody(SmallBody.Body, "b/") { Offset = new(0.5, 0.25, 0) }],
        };
        using var model = Backend.Compile(scene);
        using var simulation = model.CreateSimulation();
        Assert.Equal([0, 0, 0.1], simulation.State.Positions[..3].ToArray());
        Assert.Equal([0.5, 0.25, 0.1], simulation.State.Positions.Slice(13, 3).ToArray());
        Assert.Equal(StepResult.Ok, simulation.Step(200));
        Assert.Equal("b/head", model.NameOf(ElementKind.Segment, new BodyInScene(model, scene.Bodies[1]).Require(ElementKind.Segment, "head")));
    }

    [Fact]
    public void A_planar_root_holds_world_coordinates()
    {
        var body = SmallBody.With(f => f with { Root = RootFreedom.Planar });
        using var model = Backend.Compile(new Scene { Bodies = [new PlacedBody(body) { Offset = new(2, 3, 0) }] });
        using var simulation = model.CreateSimulation();
        Assert.Equal([2, 3, 0], simulation.State.Positions[..3].ToArray());
        simulation.State.Positions[0] = 5;
        simulation.Forward();
        Assert.Equal(5, simulation.State.SegmentPositions[3 * model.Find(ElementKind.Segment, "trunk")], 12);
    }

    [Theory]
    [MemberData(nameof(SharedBodiesTests.Bodies), MemberType = typeof(SharedBodiesTests))]
    public void Published_bodies_compile_and_move(string file, string root, int actuators)
    {
        var body = MjcfBodyReader.Read(SharedData.Require(file));
        using var model = Backend.Compile(new Scene { Arena = new SmallBody.Floor(), Bodies = [new PlacedBody(body)] });
        Assert.Equal(74, model.Info.PositionCount);
        Assert.Equal(actuators, model.Info.ControlCount);
        Assert.True(model.Find(ElementKind.Segment, root) > 0);
        Assert.True(ModelFigures.BytesPerWorld(model) < 10 << 20);
        using var simulation = model.CreateSimulation();
        Assert.Equal(StepResult.Ok, simulation.Step(250));
    }

    [Fact]
    public void The_mass_of_a_published_body_is_kept()
    {
        var body = MjcfBodyReader.Read(SharedData.Require("data/rodent/dm_control/rodent.xml"));
        using var model = Backend.Compile(new Scene { Bodies = [new PlacedBody(body, "p/")] });
        // Compiled by another engine version from the same file.
        Assert.Equal(0.3378, ModelFigures.Masses(model).Sum(), 4);
    }

    [Fact]
    public void Included_files_and_meshes_are_found_from_the_folder_of_the_file()
    {
        using var file = new MjcfFile("""
            <mujoco>
              <compiler meshdir="shapes"/>
              <include file="parts/limb.xml"/>
              <asset><mesh file="tetra.stl"/></asset>
            </mujoco>
            """);
        file.Add("parts/limb.xml", """
            <mujoco>
              <worldbody>
                <body name="limb"><geom type="mesh" mesh="tetra"/><site name="tip" pos="0 0 1"/></body>
              </worldbody>
            </mujoco>
            """);
        WriteTetrahedron(file.Add("shapes/tetra.stl", ""));
        using var model = Backend.Compile(new Scene { Bodies = [new PlacedBody(file.Read(), "x/")] });
        Assert.True(model.Find(ElementKind.Site, "x/tip") >= 0);
        Assert.Equal(7, model.Info.PositionCount);
        using var direct = MujocoModel.Load(
            """
            <mujoco>
              <asset><mesh name="tetra" file="tetra.stl"/></asset>
              <worldbody><body><freejoint/><geom type="mesh" mesh="tetra"/></body></worldbody>
            </mujoco>
            """,
            assets: new Dictionary<string, byte[]> { ["tetra.stl"] = File.ReadAllBytes(Path.Combine(Path.GetDirectoryName(file.Main)!, "shapes", "tetra.stl")) });
        Assert.Equal(ModelFigures.Masses(direct), ModelFigures.Masses(model));
    }

    [Fact]
    public void What_only_the_engine_notices_is_told_with_the_place_in_the_file()
    {
        using var file = new MjcfFile("""
            <mujoco>
              <worldbody>
                <body name="trunk">
                  <geom size="0.1"/>
                  <body name="ghost">
                    <joint name="hip" axis="0 0 1"/>
                  </body>
                </body>
              </worldbody>
            </mujoco>
            """);
        var error = Assert.Throws<InputException>(() => Backend.Compile(new Scene { Bodies = [new PlacedBody(file.Read(), "a/")] }));
        Assert.Equal($"{file.Main}:5:8", error.Place);
        Assert.Contains("mass", error.Message, StringComparison.Ordinal);
    }

    // A right-angled corner with sides of length 1, as binary STL.
    private static void WriteTetrahedron(string path)
    {
        float[][] corners = [[0, 0, 0], [1, 0, 0], [0, 1, 0], [0, 0, 1]];
        int[][] faces = [[0, 2, 1], [0, 1, 3], [0, 3, 2], [1, 2, 3]];
        using var writer = new BinaryWriter(File.Create(path));
        writer.Write(new byte[80]);
        writer.Write(faces.Length);
        foreach (var face in faces)
        {
            writer.Write(new byte[12]);
            foreach (var value in face.SelectMany(i => corners[i]))
                writer.Write(value);
            writer.Write((short)0);
        }
    }
}
