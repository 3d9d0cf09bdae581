namespace Bellman.Testing;

/// <summary>What <see cref="EnvironmentChecker"/> can find. Those up to <see cref="WrongActionChangesState"/> are faults, those after it advice.</summary>
public enum FindingKind
{
    /// <summary>The environment can't be made: its constructor throws, or what is to make it gives null.</summary>
    ConstructionFails,

    /// <summary>Asking for the observation or action space throws.</summary>
    SpaceFails,

    /// <summary>The observation or action space is null.</summary>
    SpaceMissing,

    /// <summary>The observation or action space has no number.</summary>
    SpaceEmpty,

    /// <summary>A space changes from one look to the next, or with the steps.</summary>
    SpaceChanges,

    /// <summary>Two instances have other spaces.</summary>
    SpacesDiffer,

    /// <summary>A step is taken before the first reset.</summary>
    StepBeforeReset,

    /// <summary>A reset throws.</summary>
    ResetFails,

    /// <summary>A step with an action of the action space throws.</summary>
    StepFails,

    /// <summary>A reset with an empty set of options throws.</summary>
    ResetOptionsFail,

    /// <summary>Disposing of the environment throws, at once or the second time.</summary>
    DisposeFails,

    /// <summary>A number of the observation is not written.</summary>
    ObservationNotWritten,

    /// <summary>Something is written behind the observation.</summary>
    ObservationOverrun,

    /// <summary>What was in the observation's memory before changes what comes: the environment takes the caller's memory for its own.</summary>
    ObservationReused,

    /// <summary>A number of the observation is NaN or infinite.</summary>
    ObservationNotFinite,

    /// <summary>A number of the observation is not of its space's type: a fraction where there are integers.</summary>
    ObservationType,

    /// <summary>An observation lies outside the bounds of its space.</summary>
    ObservationOutOfSpace,

    /// <summary>A reward is NaN or infinite.</summary>
    RewardNotFinite,

    /// <summary>Asking for the mask of allowed actions throws in the midst of an episode.</summary>
    ActionMaskFails,

    /// <summary>The mask allows nothing in the midst of an episode.</summary>
    ActionMaskEmpty,

    /// <summary>The mask is another one when it is asked for again, without a step in between.</summary>
    ActionMaskUnstable,

    /// <summary>Asking for the mask changes the environment's state.</summary>
    ActionMaskDisturbs,

    /// <summary>An environment that says that it resets itself does not begin an episode with the step after an end.</summary>
    StepAfterEnd,

    /// <summary>The same seed gives other episodes after a second reset.</summary>
    SeedNotReproduced,

    /// <summary>The same seed gives other episodes in another instance.</summary>
    InstancesDiffer,

    /// <summary>Stepping one instance changes another one.</summary>
    StateShared,

    /// <summary>A step allocates memory.</summary>
    StepAllocates,

    /// <summary>A reset without a seed allocates memory.</summary>
    ResetAllocates,

    /// <summary>Saving or loading throws.</summary>
    SavingFails,

    /// <summary>Saving changes the steps that come.</summary>
    SavingDisturbs,

    /// <summary>What was loaded goes on otherwise than what was saved.</summary>
    SavingLosesState,

    /// <summary>An action that is none is refused, but changes the state.</summary>
    WrongActionChangesState,

    /// <summary>The environment can't be saved in mid-episode.</summary>
    CannotSave,

    /// <summary>An action that is none is taken for one.</summary>
    WrongActionTaken,

    /// <summary>A reset option that does not exist is taken for one.</summary>
    UnknownOptionTaken,

    /// <summary>All seeds give the same episodes.</summary>
    SeedHasNoEffect,

    /// <summary>All episodes terminate after the same number of steps: a time limit, which should truncate.</summary>
    TerminatedByClock,

    /// <summary>There is a mask of allowed actions, but actions are no choices, which alone can be masked.</summary>
    ActionMaskUnused,

    /// <summary>No episode comes to an end, and there is no time limit.</summary>
    NeverEnds,

    /// <summary>A number of the observation has no bounds.</summary>
    ObservationUnbounded,

    /// <summary>A number of the observation can have one value only.</summary>
    ObservationFixed,

    /// <summary>The observation is neither a row of numbers nor an image.</summary>
    ObservationShape,

    /// <summary>The observation is shaped as an image, but is not bytes from 0 to 255, nor marks of 0 and 1.</summary>
    ImageFormat,

    /// <summary>The observation is a tuple or dictionary.</summary>
    CompositeObservation,

    /// <summary>A number of the action has no bounds.</summary>
    ActionUnbounded,

    /// <summary>A number of the action can have one value only.</summary>
    ActionFixed,

    /// <summary>The numbers of the action do not reach from -1 to 1.</summary>
    ActionNotNormalized,

    /// <summary>The choices of the action do not begin at 0.</summary>
    DiscreteStart,

    /// <summary>The action is a tuple or dictionary.</summary>
    CompositeAction,
}
