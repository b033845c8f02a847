using System.Runtime.CompilerServices;
using Embodied.Imitation.References;
using Embodied.Imitation.Teaching;
using Embodied.Mujoco.Simulation;
using Embodied.Sdk.Errors;
using Embodied.Sdk.Physics;

namespace Embodied.Imitation.Tracking;

/// <summary>What all worlds of one experiment share: the motions, the teachers' book, and where the parts of each motion are. Safe for threads.</summary>
internal sealed class TrackingShelf
{
    private const string Place = $"task '{TrackingTask.TaskId}'";
    private readonly ConditionalWeakTable<IModel, Bound> _bound = [];
    private readonly ReferenceLibrary _library;
    private readonly Lazy<TeacherBook?> _book;

    /// <summary>Reads the library.</summary>
    /// <param name="library">File of the library.</param>
    /// <param name="book">File of the teachers' book, asked for when it is needed; null for none.</param>
    public TrackingShelf(string library, Func<string?> book)
    {
        _library = ReferenceLibraryFile.Read(library);
        _book = new(() => book() is { } file ? TeacherBook.Read(file) : null);
    }

    /// <summary>The library.</summary>
    public ReferenceLibrary Library => _library;

    /// <summary>The motions an episode may follow.</summary>
    /// <exception cref="InputException">There are none.</exception>
    public IReadOnlyList<ReferenceMotion> Motions(TrackingSettings settings)
    {
        var wanted = settings.Clip is null ? _library.Motions(settings.Split) : [Named(settings.Clip)];
        if (settings.Behaviours.FirstOrDefault(b => _library.Clips.All(c => c.Motion.Behaviour != b)) is { } unknown)
            throw new InputException(Place, $"the library holds no behaviour '{unknown}'", NearestName.Hint(unknown, _library.Clips.Select(c => c.Motion.Behaviour).Distinct(StringComparer.Ordinal)));
        ReferenceMotion[] motions = [.. wanted.Where(m => Starts(m, settings) > 0 && (settings.Behaviours.Count == 0 || settings.Behaviours.Contains(m.Behaviour)))];
        return motions.Length > 0
            ? motions
            : throw new InputException(Place, $"the library holds no clip that is long enough for {settings.MinimumSteps} actions of {settings.ControlTimestep} s and a look-ahead of {settings.LookAhead} frames");
    }

    /// <summary>The teachers' book, or null; read, or even made, when first asked for.</summary>
    public TeacherBook? Book => _book.Value;

    /// <summary>Frames of a motion at which an episode may begin.</summary>
    public static int Starts(ReferenceMotion motion, TrackingSettings settings) =>
        motion.Frames - settings.LookAhead - (int)Math.Ceiling(settings.MinimumSteps * settings.ControlTimestep / motion.Timestep);

    /// <summary>What is known of the motions on a model; computed when first asked for.</summary>
    public Bound BindTo(BodyInScene body) => _bound.GetValue(body.Model, _ =>
    {
        RequireSameLayout(body);
        return new(body);
    });

    private ReferenceMotion Named(string clip) => _library.Clips.FirstOrDefault(c => c.Motion.Name == clip)?.Motion
        ?? throw new InputException(Place, $"the library holds no clip '{clip}'", NearestName.Hint(clip, _library.Clips.Select(c => c.Motion.Name)));

    private void RequireSameLayout(BodyInScene body)
    {
        var names = PositionNames.Of(body.Model);
        if (names.Count != _library.PositionNames.Count)
            throw new InputException(_library.Body, $"the library's motions have {_library.PositionNames.Count} positions, the body in the scene {names.Count}", "Make the library for this body and these options.");
        for (var i = 0; i < names.Count; i++)
        {
            if (names[i] != _library.PositionNames[i])
                throw new InputException(_library.Body, $"position {i} of the library's motions is '{_library.PositionNames[i]}', that of the body in the scene '{names[i]}'", "Make the library for this body and these options.");
        }
    }

    /// <summary>The shelf on one model.</summary>
    public sealed class Bound(BodyInScene body)
    {
        private readonly ConditionalWeakTable<ReferenceMotion, ReferenceFeatures> _features = [];

        /// <summary>Parts by role.</summary>
        public TrackedParts Parts { get; } = new(body);

        /// <summary>What teachers and meters need.</summary>
        public TeacherBody Taught { get; } = new(body);

        /// <summary>Where the parts of a motion are.</summary>
        public ReferenceFeatures FeaturesOf(ReferenceMotion motion) => _features.GetValue(motion, m => new(m, Parts, (MujocoModel)body.Model));
    }
}
