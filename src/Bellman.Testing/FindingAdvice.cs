namespace Bellman.Testing;

/// <summary>What mends each finding.</summary>
internal static class FindingAdvice
{
    private static readonly Dictionary<FindingKind, string> All = new()
    {
        [FindingKind.ConstructionFails] = "Mend the constructor or the function that makes it, or give its parameters defaults that work.",
        [FindingKind.SpaceFails] = "Make each space in the constructor or where it is declared: it is asked for before the first reset.",
        [FindingKind.SpaceMissing] = "Set both spaces in the constructor or where they are declared.",
        [FindingKind.SpaceEmpty] = "Show at least one number, a constant if there is nothing to see, and take at least one.",
        [FindingKind.SpaceChanges] = "Make each space once and keep it: { get; } = new Box(...), not => new Box(...) of something that changes.",
        [FindingKind.SpacesDiffer] = "Let nothing but the options decide the spaces: worlds that are stepped together need equal ones.",
        [FindingKind.StepBeforeReset] = "Do not call Reset in the constructor: the caller begins the first episode, with his seed.",
        [FindingKind.ResetFails] = "OnReset has to work at any time: before the first episode, in the middle of one and after its end.",
        [FindingKind.StepFails] = "OnStep has to take every action of ActionSpace in every state; else make the space smaller or ignore the action.",
        [FindingKind.ResetOptionsFail] = "Take the default of each option that is not given: Options?.GetValueOrDefault(name, value).",
        [FindingKind.DisposeFails] = "Release each thing once, and let a second Dispose do nothing.",
        [FindingKind.ObservationNotWritten] = "Write every number in each OnReset and OnStep: the span holds whatever was there before.",
        [FindingKind.ObservationOverrun] = "Write no more than ObservationSpace.Size numbers: the span may be longer, and what follows is another world's.",
        [FindingKind.ObservationReused] = "Keep the state in fields and only write to the observation: the caller gives other memory whenever he likes.",
        [FindingKind.ObservationNotFinite] = "Look for a division by zero, a root or logarithm of a negative number, or a state that grows without limit.",
        [FindingKind.ObservationType] = "Round the number, or declare a Box of ElementType.Single.",
        [FindingKind.ObservationOutOfSpace] = "Widen the space's bounds, or clip the observation to them.",
        [FindingKind.RewardNotFinite] = "Look for a division by zero or a state that grows without limit; a reward has to be a finite number.",
        [FindingKind.ActionMaskFails] = "OnActionMask has to answer in every state, with one answer for each choice as ActionMasks describes: the span has room for those and no more.",
        [FindingKind.ActionMaskEmpty] = "End the episode in a state in which nothing can be done, or allow an action that does nothing.",
        [FindingKind.ActionMaskUnstable] = "Write every answer in each OnActionMask, by the state alone: the span holds whatever was there before.",
        [FindingKind.ActionMaskDisturbs] = "OnActionMask only looks: it draws no random numbers and sets no fields, since nobody says how often it is asked.",
        [FindingKind.StepAfterEnd] = "Leave ResetsItself alone, or begin the next episode in the step after an end: the Autoreset wrapper does it.",
        [FindingKind.SeedNotReproduced] = "Draw all random numbers from Rng, and set every field in OnReset.",
        [FindingKind.InstancesDiffer] = "Draw all random numbers from Rng, and keep nothing in static fields.",
        [FindingKind.StateShared] = "Keep the state in fields of the instance, not in static ones: many worlds are stepped in turn.",
        [FindingKind.StepAllocates] = "Make arrays in the constructor and use them again; mind LINQ, lambdas that capture, boxing and strings.",
        [FindingKind.ResetAllocates] = "Make arrays and lists in the constructor, and clear them in OnReset.",
        [FindingKind.SavingFails] = "OnLoad reads the names and types that OnSave wrote, in mid-episode as after its end.",
        [FindingKind.SavingDisturbs] = "OnSave only writes: it draws no random numbers and sets no fields.",
        [FindingKind.SavingLosesState] = "Write every field that the coming steps depend on in OnSave, and read it in OnLoad.",
        [FindingKind.WrongActionChangesState] = "Check the action before anything is changed or drawn.",
        [FindingKind.CannotSave] = "Override OnSave and OnLoad, so that trainings can be resumed bit for bit.",
        [FindingKind.WrongActionTaken] = "Throw an ArgumentOutOfRangeException that names the action, unless ActionSpace.Contains it.",
        [FindingKind.UnknownOptionTaken] = "Throw an ArgumentException for a name in Options that the environment does not know, or a misspelt one is lost.",
        [FindingKind.SeedHasNoEffect] = "Fine where the world knows no chance; else draw from Rng, which the seed starts.",
        [FindingKind.TerminatedByClock] = "If that is a time limit, return Truncated or leave it to a TimeLimit: a state that is cut off still has a value.",
        [FindingKind.ActionMaskUnused] = "Leave HasActionMask alone, or let actions be choices: a Discrete, MultiDiscrete or MultiBinary space.",
        [FindingKind.NeverEnds] = "Register it with a time limit (MaxEpisodeSteps), or train with --wrap TimeLimit:N.",
        [FindingKind.ObservationUnbounded] = "Give bounds where there are any; else --wrap NormalizeObservation helps networks.",
        [FindingKind.ObservationFixed] = "Leave the number out, or correct its bounds.",
        [FindingKind.ObservationShape] = "Networks take rows and images: --wrap FlattenObservation, or --wrap ReshapeObservation:[...].",
        [FindingKind.ImageFormat] = "Show images as new Box(0, 255, shape, ElementType.Byte): a quarter of the memory in a replay, and networks scale them.",
        [FindingKind.CompositeObservation] = "For agents that learn with networks, --wrap FlattenObservation.",
        [FindingKind.ActionUnbounded] = "Give finite bounds: agents need to know how far they may go.",
        [FindingKind.ActionFixed] = "Leave the number out, or correct its bounds.",
        [FindingKind.ActionNotNormalized] = "Take actions from -1 to 1 and scale them inside, or --wrap RescaleAction.",
        [FindingKind.DiscreteStart] = "Count from 0, as new Discrete(count), and add the start inside.",
        [FindingKind.CompositeAction] = "Use a MultiDiscrete or a Box: few agents learn tuples and dictionaries of actions.",
    };

    /// <summary>The line for a finding.</summary>
    public static string Of(FindingKind kind) => All[kind];
}
