using CsCheck;
using Embodied.Mujoco.Simulation;
using Embodied.Sdk.Errors;
using Embodied.Sdk.Physics;
using Embodied.Sdk.Randomness;

namespace Embodied.Mujoco.Tests.Native;

public sealed class DynamicsTests : IDisposable
{
    // In the air, within limits: no constraint is active.
    private static readonly Gen<ulong> Seeds = Gen.ULong;

    private readonly MujocoModel _model = MujocoModel.Load(Scenes.Chain());
    private readonly MujocoSimulation _simulation;
    private readonly MujocoDynamics _dynamics;
    private readonly int _nv;

    public DynamicsTests()
    {
        _simulation = (MujocoSimulation)_model.CreateSimulation();
        _dynamics = new(_simulation);
        _nv = _dynamics.VelocityCount;
    }

    public void Dispose()
    {
        _simulation.Dispose();
        _model.Dispose();
    }

    [Fact]
    public void The_mass_matrix_is_symmetric_and_positive_definite() => Seeds.Sample(
        seed =>
        {
            Scatter(seed);
            var mass = Mass();
            for (var i = 0; i < _nv; i++)
                for (var j = 0; j < i; j++)
                    Assert.Equal(mass[(i * _nv) + j], mass[(j * _nv) + i]);
            var random = new RandomStream(seed);
            var x = Enumerable.Range(0, _nv).Select(_ => random.NextGaussian()).ToArray();
            Assert.True(Product(mass, x).Zip(x, (a, b) => a * b).Sum() > 0);
        },
        iter: 50,
        threads: 1);

    [Fact]
    public void The_mass_matrix_is_that_of_its_products_with_unit_vectors()
    {
        Scatter(5);
        var byProducts = new double[_nv * _nv];
        new MassMatrixReader(_model.Library, _simulation.ModelPointer, _simulation.DataPointer, _nv).ReadByProducts(byProducts);
        Assert.Equal(byProducts.Select(x => Math.Round(x, 14)), Mass().Select(x => Math.Round(x, 14)));
    }

    // M a + c = p + Mᵀ (gain · activation + bias) in free flight.
    [Fact]
    public void The_equation_of_motion_holds() => Seeds.Sample(
        seed =>
        {
            Scatter(seed);
            Assert.Equal(0, _simulation.State.ContactCount);
            var left = Product(Mass(), _simulation.State.Accelerations.ToArray());
            var actuators = _dynamics.Actuators;
            var moments = new double[actuators.Count * _nv];
            actuators.Moments(moments);
            for (var i = 0; i < _nv; i++)
            {
                var right = _dynamics.PassiveForces[i] - _dynamics.BiasForces[i];
                for (var a = 0; a < actuators.Count; a++)
                {
                    var activation = actuators.ActivationOf(a) is >= 0 and var at ? _simulation.State.Activations[at] : _simulation.State.Controls[a];
                    right += moments[(a * _nv) + i] * ((actuators.Gain(a) * activation) + actuators.BiasForce(a, actuators.Length(a), 0));
                }
                Assert.Equal(left[i], right, 1e-9);
            }
        },
        iter: 50,
        threads: 1);

    [Fact]
    public void Point_jacobians_are_the_derivatives_of_points()
    {
        const double Step = 1e-6;
        Scatter(3);
        var (foot, jacobian) = (_model.Find(ElementKind.Segment, "foot"), new double[3 * _nv]);
        var pose = _simulation.State.Positions.ToArray();
        _dynamics.PointJacobian(foot, _simulation.State.SegmentPositions.Slice(3 * foot, 3), jacobian);
        using var kinematics = _model.CreateKinematics();
        for (var i = 0; i < _nv; i++)
        {
            var (ahead, back, unit) = (pose.ToArray(), pose.ToArray(), new double[_nv]);
            unit[i] = 1;
            kinematics.Integrate(ahead, unit, Step);
            kinematics.Integrate(back, unit, -Step);
            kinematics.Pose(ahead);
            var to = kinematics.Frames.Positions.Slice(3 * foot, 3).ToArray();
            kinematics.Pose(back);
            var from = kinematics.Frames.Positions.Slice(3 * foot, 3).ToArray();
            for (var axis = 0; axis < 3; axis++)
                Assert.Equal((to[axis] - from[axis]) / (2 * Step), jacobian[(axis * _nv) + i], 1e-8);
        }
    }

    [Fact]
    public void Damping_stiffness_and_filters_are_those_of_the_scene()
    {
        var ankle = _model.JointAt(_model.Find(ElementKind.Joint, "ankle")).Velocity;
        Assert.Equal(0.01, _dynamics.Damping[ankle]);
        Assert.Equal(0, _dynamics.Stiffness[ankle]);
        var motor = _model.Find(ElementKind.Actuator, "ankle");
        Assert.Equal(0.5, _dynamics.Actuators.Gain(motor));
        Assert.Equal(0.02, _dynamics.Actuators.TimeConstant(motor));
        Assert.Equal(0, _dynamics.Actuators.ActivationOf(motor));
        Assert.Equal(-1, _dynamics.Actuators.ActivationOf(_model.Find(ElementKind.Actuator, "bend")));
        Assert.Equal(0, _dynamics.Actuators.TimeConstant(_model.Find(ElementKind.Actuator, "bend")));
    }

    [Fact]
    public void Differences_lead_from_pose_to_pose()
    {
        Scatter(1);
        var from = _simulation.State.Positions.ToArray();
        Scatter(2);
        var to = _simulation.State.Positions.ToArray();
        var difference = new double[_nv];
        _dynamics.Difference(from, to, difference);
        using var kinematics = _model.CreateKinematics();
        kinematics.Integrate(from, difference, 1);
        Assert.Equal(to.Select(x => Math.Round(Math.Abs(x), 9)), from.Select(x => Math.Round(Math.Abs(x), 9)));
    }

    [Fact]
    public void A_muscle_is_refused()
    {
        using var model = MujocoModel.Load("""
            <mujoco>
              <worldbody><body name="a"><joint name="j" range="-1 1" limited="true"/><geom size=".1"/></body></worldbody>
              <actuator><muscle name="pull" joint="j"/></actuator>
            </mujoco>
            """);
        using var simulation = (MujocoSimulation)model.CreateSimulation();
        Assert.Contains("'pull'", Assert.Throws<InputException>(() => new MujocoDynamics(simulation)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Wrong_sizes_and_disposed_worlds_are_refused()
    {
        Assert.Throws<ArgumentException>(() => _dynamics.MassMatrix(new double[3]));
        Assert.Throws<ArgumentOutOfRangeException>(() => _dynamics.PointJacobian(99, new double[3], new double[3 * _nv]));
        _simulation.Dispose();
        Assert.Throws<ObjectDisposedException>(() => _dynamics.BiasForces.Length);
        Assert.Throws<ObjectDisposedException>(() => Mass());
    }

    private void Scatter(ulong seed)
    {
        var random = new RandomStream(seed);
        _simulation.Reset();
        var state = _simulation.State;
        state.Positions[2] = 2;
        using var kinematics = _model.CreateKinematics();
        var way = Enumerable.Range(0, _nv).Select(_ => random.NextUniform(-0.3, 0.3)).ToArray();
        kinematics.Integrate(state.Positions, way, 1);
        for (var i = 0; i < _nv; i++)
            state.Velocities[i] = random.NextUniform(-1, 1);
        for (var i = 0; i < state.Controls.Length; i++)
            state.Controls[i] = random.NextUniform(-1, 1);
        state.Activations[0] = random.NextUniform(-1, 1);
        _simulation.Forward();
    }

    private double[] Mass()
    {
        var mass = new double[_nv * _nv];
        _dynamics.MassMatrix(mass);
        return mass;
    }

    private static double[] Product(double[] matrix, double[] vector) =>
        [.. Enumerable.Range(0, vector.Length).Select(i => Enumerable.Range(0, vector.Length).Sum(j => matrix[(i * vector.Length) + j] * vector[j]))];
}
