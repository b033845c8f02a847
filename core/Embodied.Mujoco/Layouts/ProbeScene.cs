namespace Embodied.Mujoco.Layouts;

/// <summary>A scene in which the sizes of the model differ from each other and few are zero, so that swapped dimensions show.</summary>
internal static class ProbeScene
{
    /// <summary>MJCF that every supported version compiles.</summary>
    public const string Mjcf = """
        <mujoco model="probe">
          <size nkey="2" nuserdata="3" nuser_body="2" nuser_jnt="3" nuser_geom="4" nuser_site="5" nuser_cam="6" nuser_tendon="7"
                nuser_actuator="8" nuser_sensor="9"/>
          <custom>
            <numeric name="numeric" data="1 2 3"/>
            <text name="text" data="probe"/>
            <tuple name="tuple"><element objtype="body" objname="a"/><element objtype="body" objname="b"/></tuple>
          </custom>
          <asset>
            <texture name="texture" type="2d" builtin="checker" width="8" height="8" rgb1="1 0 0" rgb2="0 1 0"/>
            <material name="first" texture="texture"/>
            <material name="second"/>
            <material name="third"/>
            <mesh name="mesh" vertex="0 0 0  1 0 0  0 1 0  0 0 1  1 1 1"/>
          </asset>
          <worldbody>
            <light pos="0 0 3"/>
            <geom name="floor" type="plane" size="5 5 .1"/>
            <camera name="camera" pos="0 -2 1"/>
            <body name="target" mocap="true" pos="0 0 3"/>
            <body name="a" pos="0 0 1">
              <freejoint name="free"/>
              <geom name="ga" type="sphere" size=".1"/>
              <site name="sa"/>
              <body name="b" pos=".3 0 0">
                <joint name="ball" type="ball"/>
                <geom name="gb" type="box" size=".1 .1 .1"/>
                <geom name="gb2" type="cylinder" fromto="0 0 0 .1 0 0" size=".02"/>
                <site name="sb"/>
                <site name="sb2"/>
                <body name="c" pos=".3 0 0">
                  <joint name="hinge" axis="0 1 0"/>
                  <joint name="slide" type="slide" axis="0 0 1"/>
                  <geom name="gc" type="mesh" mesh="mesh"/>
                  <site name="sc"/>
                </body>
              </body>
            </body>
            <body name="d" pos="2 0 1">
              <freejoint name="other"/>
              <geom name="gd" type="sphere" size=".1"/>
            </body>
          </worldbody>
          <contact>
            <pair geom1="ga" geom2="gd"/>
            <exclude body1="a" body2="c"/>
          </contact>
          <equality>
            <weld body1="d" body2="target"/>
            <joint joint1="hinge"/>
            <connect body1="a" body2="d" anchor="0 0 0"/>
          </equality>
          <tendon>
            <spatial name="spatial"><site site="sa"/><geom geom="gb2"/><site site="sc"/></spatial>
            <fixed name="fixed"><joint joint="hinge" coef="1"/><joint joint="slide" coef="2"/></fixed>
          </tendon>
          <actuator>
            <motor name="motor" joint="hinge"/>
            <position name="position" joint="slide" kp="1"/>
            <general name="filtered" tendon="fixed" dyntype="filter" dynprm=".1"/>
            <general name="spanned" tendon="spatial" dyntype="integrator"/>
          </actuator>
          <sensor>
            <accelerometer name="accelerometer" site="sa"/>
            <touch name="touch" site="sb"/>
            <jointpos name="jointpos" joint="hinge"/>
            <framequat name="framequat" objtype="body" objname="c"/>
            <subtreelinvel name="subtreelinvel" body="a"/>
          </sensor>
          <keyframe>
            <key name="home"/>
          </keyframe>
        </mujoco>
        """;
}
