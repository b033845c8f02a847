using Embodied.Sdk.Randomness;

namespace Embodied.Fuzz.Specs;

/// <summary>Whole MJCF files that together name most of what MuJoCo 2.2.2 knows, and the files beside them.</summary>
internal static class MjcfCorpus
{
    private const string Creature =
        """
        <mujoco model="creature">
          <compiler angle="radian" autolimits="true" boundmass="0.0001" boundinertia="1e-8" inertiafromgeom="auto" balanceinertia="true"/>
          <option timestep="0.002" integrator="RK4" cone="elliptic" solver="Newton" iterations="50" tolerance="1e-8" gravity="0 0 -9.81" wind="1 0 0" density="1.2" viscosity="1e-5" o_margin="0" impratio="1" noslip_iterations="2" mpr_iterations="20"><flag contact="enable" energy="enable" fwdinv="enable" sensornoise="enable" multiccd="enable"/></option>
          <size njmax="500" nconmax="100" nkey="2" nuserdata="3" nuser_body="2" nuser_jnt="1" nuser_geom="1" nstack="100000"/>
          <default><joint damping="0.1" armature="0.01"/><default class="limb"><geom size="0.01 0.05" type="capsule" condim="6" friction="1 0.1 0.01" solref="0.02 1" solimp="0.9 0.95 0.001 0.5 2"/></default></default>
          <asset>
            <texture name="sky" type="skybox" builtin="gradient" rgb1="1 1 1" rgb2="0 0 0" width="32" height="192"/>
            <texture name="check" type="2d" builtin="checker" rgb1="1 1 1" rgb2="0 0 0" width="32" height="32" mark="edge" markrgb="1 0 0" random="0.1"/>
            <texture name="cube" type="cube" builtin="flat" rgb1="1 1 1" width="16" height="16"/>
            <material name="m" texture="check" texrepeat="2 2" texuniform="true" emission="0.1" specular="0.5" shininess="0.5" reflectance="0.2" rgba="1 1 1 1"/>
            <mesh name="tetra" vertex="0 0 0 0.1 0 0 0 0.1 0 0 0 0.1" scale="1 1 1" refpos="0 0 0" smoothnormal="true"/>
            <mesh name="solid" vertex="0 0 0 0.1 0 0 0 0.1 0 0 0 0.1 0.1 0.1 0.1" face="0 2 1 0 1 3 1 2 3 0 3 2" normal="1 0 0 0 1 0 0 0 1 1 1 1 0 0 1" texcoord="0 0 1 0 0 1 1 1 0 0"/>
            <hfield name="h" nrow="4" ncol="5" size="1 1 0.5 0.1"/>
          </asset>
          <worldbody>
            <light name="sun" pos="0 0 3" dir="0 0 -1" directional="true" mode="targetbody" target="trunk" cutoff="45" exponent="10" attenuation="1 0 0"/>
            <camera name="eye" pos="1 1 1" mode="trackcom" fovy="45" ipd="0.068" user="1"/>
            <geom name="floor" type="plane" size="5 5 0.1" material="m" contype="1" conaffinity="1"/>
            <geom name="hill" type="hfield" hfield="h" pos="3 0 0"/>
            <body name="trunk" pos="0 0 1" quat="1 0 0 0" user="1 2">
              <freejoint name="root"/>
              <inertial pos="0 0 0" mass="1" diaginertia="0.01 0.01 0.01"/>
              <geom name="trunk" type="ellipsoid" size="0.1 0.05 0.05" density="900" fluidshape="ellipsoid" fluidcoef="0.5 0.25 1.5 1 1" gap="0.001" margin="0.002" priority="1" group="2" solmix="1" user="3"/>
              <geom name="head" type="mesh" mesh="tetra" pos="0.1 0 0"/>
              <geom name="fin" type="mesh" mesh="solid" pos="-0.1 0 0" shellinertia="false"/>
              <site name="back" type="box" size="0.01 0.01 0.01" pos="0 0 0.05" euler="0 0 1"/>
              <camera name="own" pos="0 0 0.2" xyaxes="1 0 0 0 1 0"/>
              <body name="limb" pos="0 0.1 0" axisangle="0 1 0 0.5">
                <joint name="hip" type="ball" range="0 1.2" stiffness="0.2" frictionloss="0.01" limited="true"/>
                <geom name="limb" class="limb" fromto="0 0 0 0 0.1 -0.1"/>
                <site name="tip" pos="0 0.1 -0.1" size="0.005"/>
                <body name="shank" pos="0 0.1 -0.1" childclass="limb">
                  <joint name="knee" axis="0 1 0" range="-1 1" springref="0.1" ref="0.2" margin="0.01" solreflimit="0.02 1" user="4"/>
                  <joint name="rail" type="slide" axis="0 0 1" range="-0.05 0.05" springdamper="0.1 1"/>
                  <geom name="shank" type="cylinder" size="0.01 0.05"/>
                  <geom name="foot" type="box" size="0.02 0.02 0.01" pos="0 0 -0.06"/>
                  <site name="sole" type="sphere" size="0.03" pos="0 0 -0.06"/>
                </body>
              </body>
              <body name="arm" pos="0 -0.1 0">
                <joint name="shoulder" axis="1 0 0" range="-1 1"/>
                <geom name="arm" type="sphere" size="0.03"/>
                <site name="hand" pos="0 -0.05 0"/>
                <site name="side" pos="0 0 0.05"/>
              </body>
            </body>
            <body name="hook" mocap="true" pos="1 0 1"><geom name="hook" size="0.02" contype="0" conaffinity="0"/></body>
          </worldbody>
          <contact><pair name="p" geom1="foot" geom2="floor" condim="3" friction="1 1 0.1 0.01 0.01"/><exclude name="x" body1="trunk" body2="shank"/></contact>
          <tendon>
            <spatial name="muscle" width="0.002" stiffness="1" damping="0.1" range="0 0.5" limited="true" springlength="0.1" frictionloss="0.01"><site site="hand"/><geom geom="arm" sidesite="side"/><site site="tip"/><pulley divisor="2"/><site site="back"/><site site="sole"/></spatial>
            <fixed name="belt" range="-1 1" limited="true"><joint joint="knee" coef="1"/><joint joint="shoulder" coef="-0.5"/></fixed>
          </tendon>
          <equality>
            <connect name="c" body1="arm" body2="hook" anchor="0 0 0" active="false"/>
            <weld name="w" body1="arm" body2="hook" relpose="0 0 0 1 0 0 0" active="false"/>
            <joint name="j" joint1="knee" joint2="shoulder" polycoef="0 1 0 0 0"/>
            <tendon name="t" tendon1="muscle" tendon2="belt" polycoef="0 1 0 0 0" active="false"/>
          </equality>
          <actuator>
            <motor name="a" joint="knee" ctrlrange="-1 1" gear="2" forcerange="-5 5"/>
            <position name="b" joint="shoulder" kp="10" ctrlrange="-1 1"/>
            <velocity name="d" joint="rail" kv="1"/>
            <intvelocity name="e" joint="shoulder" kp="1" actrange="-1 1"/>
            <cylinder name="f" joint="rail" timeconst="0.1" area="1" bias="0 0 0"/>
            <muscle name="g" tendon="muscle" lengthrange="0.05 0.4" timeconst="0.01 0.04" force="10" scale="200" range="0.75 1.05" lmin="0.5" lmax="1.6" vmax="1.5" fpmax="1.3" fvmax="1.2"/>
            <general name="i" site="tip" refsite="back" gear="0 0 1 0 0 0" dyntype="filter" dynprm="0.1" gaintype="affine" gainprm="1 0 0" biastype="affine" biasprm="0 -1 0"/>
            <adhesion name="k" body="shank" gain="2" ctrlrange="0 1"/>
          </actuator>
          <sensor>
            <touch site="sole"/><accelerometer site="back" noise="0.1" cutoff="10"/><velocimeter site="back"/><gyro site="tip"/><force site="sole"/><torque site="sole"/><magnetometer site="back"/><rangefinder site="tip"/>
            <jointpos joint="knee"/><jointvel joint="knee"/><tendonpos tendon="belt"/><tendonvel tendon="belt"/><actuatorpos actuator="a"/><actuatorvel actuator="a"/><actuatorfrc actuator="a"/><ballquat joint="hip"/><ballangvel joint="hip"/>
            <jointlimitpos joint="knee"/><jointlimitvel joint="knee"/><jointlimitfrc joint="knee"/><tendonlimitpos tendon="belt"/><tendonlimitvel tendon="belt"/><tendonlimitfrc tendon="belt"/>
            <framepos objtype="site" objname="tip" reftype="body" refname="trunk"/><framequat objtype="body" objname="limb"/><framexaxis objtype="geom" objname="foot"/><framelinvel objtype="xbody" objname="shank"/><frameangacc objtype="camera" objname="own"/>
            <subtreecom body="trunk"/><subtreelinvel body="trunk"/><subtreeangmom body="trunk"/><clock/><user name="u" objtype="body" objname="trunk" dim="2" datatype="real" needstage="vel"/>
          </sensor>
          <keyframe><key name="k" time="1" qpos="0 0 1 1 0 0 0 1 0 0 0 0 0 0" qvel="0 0 0 0 0 0 0 0 0 0 0 0" act="0 0 0 0" ctrl="0 0 0 0 0 0 0 0"/></keyframe>
          <custom><numeric name="n" size="3" data="1 2 3"/><text name="x" data="words"/><tuple name="z"><element objtype="body" objname="trunk" prm="1"/></tuple></custom>
          <visual><global fovy="45" offwidth="640" offheight="480"/><quality shadowsize="1024"/><map znear="0.01" zfar="50"/><headlight ambient="0.1 0.1 0.1"/><rgba haze="1 1 1 1"/><scale com="0.4"/></visual>
          <statistic extent="2" center="0 0 0.5" meansize="0.1" meanmass="1" meaninertia="0.1"/>
        </mujoco>
        """;

    private const string Soft =
        """
        <mujoco model="soft">
          <option timestep="0.005"/>
          <size memory="1M"/>
          <worldbody>
            <geom type="plane" size="1 1 0.1"/>
            <body name="cloth" pos="0 0 1"><freejoint/><geom size="0.01"/><composite prefix="g" type="grid" count="3 3 1" spacing="0.05" offset="0 0 0.1" flatinertia="0.01"><joint kind="main" damping="0.001"/><skin texcoord="true" inflate="0.003" subgrid="2"/><geom type="sphere" size="0.01"/><pin coord="0 0"/><site size="0.01"/><tendon kind="main" width="0.01"/></composite></body>
            <body name="B2" pos="1 0 1"><freejoint/><composite type="rope" count="5 1 1" spacing="0.05" offset="0 0 0"><joint kind="main" damping="0.005" stiffness="0.1" range="-1 1"/><geom type="capsule" size="0.01 0.015"/></composite></body>
            <body name="loopB0" pos="2 0 1"><freejoint/><composite prefix="loop" type="loop" count="8 1 1" spacing="0.05" offset="0 0 0"><geom type="sphere" size="0.01"/></composite></body>
            <body name="box" pos="0 2 1"><freejoint/><composite prefix="b" type="box" count="3 3 3" spacing="0.05" offset="0 0 0.2"><geom type="sphere" size="0.01"/></composite></body>
            <body name="cyl" pos="0 3 1"><freejoint/><composite prefix="c" type="cylinder" count="4 4 4" spacing="0.05" offset="0 0 0.2"><geom type="sphere" size="0.01"/></composite></body>
            <body name="ball" pos="0 4 1"><freejoint/><composite prefix="e" type="ellipsoid" count="4 4 4" spacing="0.05" offset="0 0 0.2"><geom type="sphere" size="0.01"/></composite></body>
            <body name="dust" pos="0 5 1"><composite prefix="p" type="particle" count="2 2 2" spacing="0.05" offset="0 0 0.2"><geom type="sphere" size="0.01"/></composite></body>
          </worldbody>
        </mujoco>
        """;

    private const string Files =
        """
        <mujoco model="files">
          <compiler meshdir="." texturedir="."/>
          <asset>
            <mesh name="stl" file="a.stl" scale="0.1 0.1 0.1"/><mesh name="obj" file="a.obj"/><mesh name="msh" file="a.msh"/>
            <hfield name="h" file="a.bin" size="1 1 0.2 0.1"/>
          </asset>
          <worldbody>
            <geom type="hfield" hfield="h"/>
            <body name="trunk" pos="0 0 1"><freejoint name="root"/><geom name="a" type="mesh" mesh="stl"/><geom name="b" type="mesh" mesh="obj" pos="0.5 0 0"/><geom name="c" type="capsule" mesh="msh" fitscale="1" pos="1 0 0"/></body>
          </worldbody>
          <deformable><skin name="s" vertex="0 0 0 0.1 0 0 0 0.1 0 0 0 0.1" face="0 1 2 0 2 3" texcoord="0 0 1 0 0 1 1 1" inflate="0.01"><bone body="trunk" bindpos="0 0 0" bindquat="1 0 0 0" vertid="0 1 2 3" vertweight="1 1 1 1"/></skin></deformable>
        </mujoco>
        """;

    /// <summary>The texts.</summary>
    public static IReadOnlyList<string> Texts { get; } = [Creature, Soft, Files];

    /// <summary>Puts the files that texts name into a folder.</summary>
    public static void WriteFiles(string folder)
    {
        foreach (var (name, bytes) in Beside())
            File.WriteAllBytes(Path.Combine(folder, name), bytes);
    }

    /// <summary>The same, and damages one of them half of the time.</summary>
    public static void WriteFiles(string folder, ref RandomStream random)
    {
        WriteFiles(folder);
        var files = Beside();
        if (files.ElementAtOrDefault(random.NextInt(2 * files.Count)) is { Key: { } name, Value: var bytes })
            File.WriteAllBytes(Path.Combine(folder, name), new Mutator([bytes], isText: false).Damage(ref random));
    }

    // A tetrahedron in each format of meshes, and a height field.
    private static Dictionary<string, byte[]> Beside()
    {
        float[] corners = [0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1];
        int[] faces = [0, 2, 1, 0, 1, 3, 1, 2, 3, 0, 3, 2];
        return new(StringComparer.Ordinal)
        {
            ["a.obj"] = System.Text.Encoding.ASCII.GetBytes("v 0 0 0\nv 1 0 0\nv 0 1 0\nv 0 0 1\nvt 0 0\nvn 0 0 1\nf 1 3 2\nf 1/1 2/1 4/1\nf 2//1 3//1 4//1\nf 1 4 3\n"),
            ["a.stl"] = [.. new byte[80], .. BitConverter.GetBytes(4), .. faces.Chunk(3).SelectMany(f => (byte[])[.. new byte[12], .. f.SelectMany(i => corners.AsSpan(3 * i, 3).ToArray()).SelectMany(BitConverter.GetBytes), 0, 0])],
            ["a.msh"] = [.. new[] { 4, 0, 0, 4 }.SelectMany(BitConverter.GetBytes), .. corners.SelectMany(BitConverter.GetBytes), .. faces.SelectMany(BitConverter.GetBytes)],
            ["a.bin"] = [.. new[] { 2, 3 }.SelectMany(BitConverter.GetBytes), .. new float[] { 0, 1, 2, 3, 4, 5 }.SelectMany(BitConverter.GetBytes)],
        };
    }
}
