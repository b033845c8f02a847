using Embodied.Learning.Networks;
using Embodied.Learning.Tests.Support;

namespace Embodied.Learning.Tests.Networks;

public sealed class MemoryJacobianTests
{
    [Theory]
    [MemberData(nameof(Nets.Recurrent), MemberType = typeof(Nets))]
    public void Is_the_slope_of_the_acting_memory(string kind)
    {
        var shape = Nets.Shape(kind, encoder: "7");
        var controller = Nets.Controller(shape);
        var n = shape.MemoryStateSize;
        var (state, observation) = (Nets.Gaussians(n, 11, 0.5), Nets.Gaussians(Nets.Observations, 12, 3));
        var jacobian = new float[n * n];
        controller.Jacobian(state, observation, jacobian);

        const float step = 0.01f;
        for (var column = 0; column < n; column++)
        {
            var (up, down) = (Next(controller, state, column, step, observation), Next(controller, state, column, -step, observation));
            for (var row = 0; row < n; row++)
                Assert.Equal((up[row] - down[row]) / (2 * step), jacobian[(row * n) + column], 1e-3);
        }
    }

    [Theory]
    [MemberData(nameof(Nets.Recurrent), MemberType = typeof(Nets))]
    public void The_recurrent_matrix_is_the_weights_or_the_slope_at_rest(string kind)
    {
        var shape = Nets.Shape(kind);
        var controller = Nets.Controller(shape);
        var n = shape.MemoryStateSize;
        var (matrix, atRest) = (new float[n * n], new float[n * n]);
        controller.RecurrentMatrix(matrix);
        controller.Jacobian(new float[n], [], atRest);
        Assert.Equal(kind == "rnn" ? shape.Parameter("memory.recurrent").In(controller.Parameters).ToArray() : atRest, matrix);
    }

    private static float[] Next(Learning.Controllers.NetworkController controller, float[] state, int column, float step, float[] observation)
    {
        var moved = (float[])state.Clone();
        moved[column] += step;
        controller.Act(new() { Count = 1, Observations = observation, States = moved, Actions = new float[Nets.Actions] });
        return moved;
    }
}
