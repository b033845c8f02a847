using Embodied.Rodent.Bodies;
using Embodied.Sdk.Errors;
using Embodied.Sdk.Physics;
using Embodied.Sdk.Recordings;

namespace Embodied.Rodent.Synthetic;

/// <summary>What every generator of rats asks of a request.</summary>
internal static class RatRequest
{
    /// <summary>The kinematics' maker of a request that can be met.</summary>
    /// <param name="id">The generator's id, for messages.</param>
    /// <param name="request">The request.</param>
    /// <exception cref="InputException">The body is not the rat, the model has no kinematics, or length or rate are out of range.</exception>
    public static IHasKinematics Check(string id, GeneratorRequest request)
    {
        if (request.Body.Id != RatFactory.Id)
            throw new InputException(id, $"moves '{RatFactory.Id}', not '{request.Body.Id}'", $"Choose the body '{RatFactory.Id}', or a generator of that body.");
        Require(id, "seconds", request.Seconds, request.Seconds > 0 && request.Seconds <= 86400, "more than 0, at most a day");
        Require(id, "rate", request.Rate, request.Rate >= 10 && request.Rate <= 1000, "10 … 1000 frames per second");
        return request.Model as IHasKinematics
            ?? throw new InputException(id, $"needs poses, which {request.Model.Info.Engine} does not compute", "Choose a backend with kinematics.");
    }

    /// <summary>Refuses a setting out of its range.</summary>
    /// <exception cref="InputException">It is.</exception>
    public static void Require(string id, string what, double value, bool holds, string expected)
    {
        if (!holds)
            throw new InputException($"{id}: {what}", $"expected {expected}, found {value}");
    }
}
