using Embodied.Registration.Solving;
using Embodied.Registration.Tracking;

namespace Embodied.Registration.Grounding;

/// <summary>Settles the loose parts of a whole recording, frame after frame, chunks in parallel. Changes no other number of the poses.</summary>
internal static class LoosePartPass
{
    /// <summary>Time in which loose parts follow the animal [s].</summary>
    private const double SettlingTime = 0.15;

    private const int Iterations = 2;
    private const int FirstIterations = 30;

    /// <summary>A step that changes no degree by more than this [rad or length] is the last.</summary>
    private const double Negligible = 0.01;

    /// <summary>Changes poses [frames × positions] in place.</summary>
    /// <param name="body">The body.</param>
    /// <param name="pool">Runs the chunks.</param>
    /// <param name="poses">Poses of all frames.</param>
    /// <param name="rate">Frames per second.</param>
    /// <param name="ground">Height of the ground, the body's unit of length.</param>
    /// <param name="options">How recordings are cut.</param>
    public static void Run(BodyBinding body, SolverPool pool, double[] poses, double rate, double ground, RegistrationOptions options)
    {
        if (body.Loose.Degrees.Length == 0)
            return;
        var nq = body.Rest.Length;
        var chunks = Chunk.Plan(poses.Length / nq, options);
        var settled = new double[chunks.Length][];
        pool.Run(chunks.Length, (solver, c) => settled[c] = Settle(body, new(body, solver.Kinematics), poses, chunks[c], SettlingTime * rate, ground));
        for (var c = 0; c < chunks.Length; c++)
            Keep(body, chunks[c], settled[c], c == 0 ? 0 : options.ChunkOverlap, poses);
    }

    /// <summary>The loose degrees of the frames that a chunk keeps, [frames × degrees].</summary>
    private static double[] Settle(BodyBinding body, LoosePartSolver solver, double[] poses, Chunk chunk, double hold, double ground)
    {
        var (nq, degrees) = (body.Rest.Length, body.Loose.Degrees);
        var settled = new double[(chunk.End - chunk.Start) * degrees.Length];
        var pose = (double[])body.Rest.Clone();
        var loose = degrees.Select(d => d.Rest).ToArray();
        for (var frame = chunk.LeadIn; frame < chunk.End; frame++)
        {
            poses.AsSpan(frame * nq, nq).CopyTo(pose);
            for (var i = 0; i < loose.Length; i++)
                pose[degrees[i].Position] = loose[i];
            if (frame == chunk.LeadIn)
                solver.Settle(pose, ground, 0, FirstIterations, 0.05 * Negligible);
            else
                solver.Settle(pose, ground, hold, Iterations, Negligible);
            for (var i = 0; i < loose.Length; i++)
                loose[i] = pose[degrees[i].Position];
            if (frame >= chunk.Start)
                loose.CopyTo(settled, (frame - chunk.Start) * loose.Length);
        }
        return settled;
    }

    /// <summary>Writes what a chunk settled; its first frames are blended with those of the chunk before.</summary>
    private static void Keep(BodyBinding body, Chunk chunk, double[] settled, int overlap, double[] poses)
    {
        var (nq, degrees) = (body.Rest.Length, body.Loose.Degrees);
        for (var frame = 0; frame < chunk.End - chunk.Start; frame++)
        {
            var share = frame < overlap ? PoseBlend.Share(frame, overlap) : 1;
            for (var i = 0; i < degrees.Length; i++)
            {
                ref var value = ref poses[((chunk.Start + frame) * nq) + degrees[i].Position];
                value += share * (settled[(frame * degrees.Length) + i] - value);
            }
        }
    }
}
