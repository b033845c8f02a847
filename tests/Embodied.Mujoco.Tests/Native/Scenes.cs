namespace Embodied.Mujoco.Tests.Native;

/// <summary>Scenes of the tests, as MJCF.</summary>
internal static class Scenes
{
    /// <summary>A mathematical pendulum: a point-like mass on a massless rod of one metre, no friction, 1 ms steps.</summary>
    public const string Pendulum = """
        <mujoco>
          <option timestep="0.001" gravity="0 0 -9.81" integrator="RK4"/>
          <worldbody>
            <body name="bob" pos="0 0 2">
              <joint name="hinge" type="hinge" axis="0 1 0"/>
              <inertial pos="0 0 -1" mass="1" diaginertia="1e-9 1e-9 1e-9"/>
              <site name="tip" pos="0 0 -1"/>
            </body>
          </worldbody>
        </mujoco>
        """;

    /// <summary>A jointed chain that falls, touches the floor and is driven: free root, ball, hinges, tendon, filtered actuators, sensors.</summary>
    public static string Chain(string integrator = "Euler") => $"""
        <mujoco>
          <compiler autolimits="true" angle="radian"/>
          <option timestep="0.002" integrator="{integrator}"/>
          <size njmax="8000" nconmax="4000"/>
          <worldbody>
            <geom name="floor" type="plane" size="5 5 .1"/>
            <camera name="eye" pos="0 -2 1"/>
            <body name="root" pos="0 0 .3">
              <freejoint name="free"/>
              <geom name="trunk" type="capsule" fromto="-.1 0 0 .1 0 0" size=".04" mass=".3"/>
              <site name="centre"/>
              <body name="leg" pos=".1 0 0">
                <joint name="shoulder" type="ball" damping=".01"/>
                <geom name="thigh" type="capsule" fromto="0 0 0 .15 0 -.05" size=".02" mass=".1"/>
                <body name="foot" pos=".15 0 -.05">
                  <joint name="ankle" axis="0 1 0" range="-1 1" damping=".01" armature=".001"/>
                  <geom name="sole" type="sphere" size=".03" pos=".1 0 0" mass=".05"/>
                  <site name="toe" pos=".13 0 0"/>
                </body>
              </body>
              <body name="tail" pos="-.1 0 0">
                <joint name="bend" axis="0 1 0" range="-1.5 1.5" damping=".01"/>
                <joint name="swing" axis="0 0 1" range="-1.5 1.5" damping=".01"/>
                <geom name="rod" type="capsule" fromto="0 0 0 -.2 0 0" size=".015" mass=".05"/>
              </body>
            </body>
          </worldbody>
          <tendon>
            <spatial name="string"><site site="centre"/><site site="toe"/></spatial>
          </tendon>
          <actuator>
            <motor name="bend" joint="bend" ctrlrange="-2 2" gear=".2"/>
            <motor name="swing" joint="swing" gear=".2"/>
            <general name="ankle" joint="ankle" ctrlrange="-1 1" gainprm=".5" dyntype="filter" dynprm=".02"/>
          </actuator>
          <sensor>
            <accelerometer name="acceleration" site="centre"/>
            <touch name="touch" site="toe"/>
            <framepos name="where" objtype="xbody" objname="foot"/>
          </sensor>
        </mujoco>
        """;
}
