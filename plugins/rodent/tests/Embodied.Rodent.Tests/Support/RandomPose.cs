using Embodied.Sdk.Physics;
using Embodied.Sdk.Randomness;

namespace Embodied.Rodent.Tests.Support;

/// <summary>Seeded poses within the joint ranges, the root anywhere.</summary>
internal static class RandomPose
{
    public static void Fill(IModel model, ulong seed, Span<double> positions)
    {
        var random = new RandomStream(seed);
        for (var i = 0; i < 3; i++)
            positions[i] = random.NextUniform(-1, 1);
        var norm = 0.0;
        for (var i = 3; i < 7; i++)
        {
            positions[i] = random.NextGaussian();
            norm += positions[i] * positions[i];
        }

        for (var i = 3; i < 7; i++)
            positions[i] /= Math.Sqrt(norm);
        for (var j = 1; j < model.Info.JointCount; j++)
        {
            var joint = model.JointAt(j);
            positions[joint.Position] = random.NextUniform(joint.Range!.Value.Low, joint.Range.Value.High);
        }
    }
}
