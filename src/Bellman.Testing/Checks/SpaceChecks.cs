using Bellman.Core;

namespace Bellman.Testing;

/// <summary>What can be told from the spaces alone.</summary>
internal static class SpaceChecks
{
    /// <summary>Looks at the spaces.</summary>
    /// <returns>Whether anything else can be looked at.</returns>
    /// <exception cref="UnusableException">Asking for one throws, or one is null.</exception>
    public static bool Run(Examination examination)
    {
        (Space observations, Space actions) = examination.Spaces = Of(examination.Env);
        if (observations.Size < 1 || actions.Size < 1)
        {
            examination.Add(FindingKind.SpaceEmpty, $"Of the spaces {observations} and {actions}, one has no number.");
            return false;
        }

        foreach (string look in (string[])["at the second look", "at the third look"])
        {
            if (!Unchanged(examination, look)) return false;
        }

        if (examination.CanMake && !Of(examination.Make()).Equals(examination.Spaces))
            examination.Add(FindingKind.SpacesDiffer, "Another instance has other spaces.");
        Observations(examination, observations);
        Actions(examination, actions);
        return !examination.Has(FindingKind.SpacesDiffer);
    }

    /// <summary>The spaces of an instance.</summary>
    /// <exception cref="UnusableException">Asking for one throws, or one is null.</exception>
    public static (Space Observation, Space Action) Of(Env env) =>
        (Of(nameof(env.ObservationSpace), () => env.ObservationSpace), Of(nameof(env.ActionSpace), () => env.ActionSpace));

    /// <summary>Whether the spaces are still what they were at the first look.</summary>
    /// <param name="examination">What notes a change.</param>
    /// <param name="when">When this is, for the sentence.</param>
    /// <exception cref="UnusableException">Asking for one throws, or one is null.</exception>
    public static bool Unchanged(Examination examination, string when)
    {
        (Space Observation, Space Action) was = examination.Spaces, now = Of(examination.Env);
        if (now.Equals(was)) return true;
        (string name, Space before, Space after) = now.Observation.Equals(was.Observation)
            ? (nameof(Env.ActionSpace), was.Action, now.Action)
            : (nameof(Env.ObservationSpace), was.Observation, now.Observation);
        examination.Add(FindingKind.SpaceChanges, $"{name} was {before} at first and is {after} {when}.");
        return false;
    }

    private static Space Of(string name, Func<Space?> look)
    {
        Space? space;
        try
        {
            space = look();
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            throw new UnusableException(FindingKind.SpaceFails, $"{name} throws {Examination.Described(exception)}.");
        }

        return space ?? throw new UnusableException(FindingKind.SpaceMissing, $"{name} is null.");
    }

    private static void Observations(Examination examination, Space space)
    {
        if (space is CompositeSpace composite)
        {
            examination.Add(FindingKind.CompositeObservation, $"The observation is {space}, of several parts.");
            foreach (Space part in composite.Parts) Observations(examination, part);
        }

        if (space is not Box box) return;
        if (Unbounded(box) is { } open && !examination.IsWithin<NormalizeObservation>()) examination.Add(FindingKind.ObservationUnbounded, $"Number {open} of the observation lies anywhere from {box.Low[open]} to {box.High[open]}.");
        if (Fixed(box) is { } still) examination.Add(FindingKind.ObservationFixed, $"Number {still} of the observation can be {box.Low[still]} only.");
        if (box.Shape.Length is 2 or > 3) examination.Add(FindingKind.ObservationShape, $"The observation's shape is ({string.Join(", ", box.Shape)}).");
        if (box.Shape.Length != 3) return;
        bool bytes = box.Element == ElementType.Byte && AreAll(box.Low, 0) && (AreAll(box.High, 255) || AreAll(box.High, 1));
        if (!bytes) examination.Add(FindingKind.ImageFormat, $"The observation has the shape of an image, but is {box.Element} from {box.Low[0]} to {box.High[0]}.");
    }

    private static void Actions(Examination examination, Space space)
    {
        switch (space)
        {
            case CompositeSpace composite:
                examination.Add(FindingKind.CompositeAction, $"The action is {space}, of several parts.");
                foreach (Space part in composite.Parts) Actions(examination, part);
                break;
            case Discrete { Start: not 0 } discrete:
                examination.Add(FindingKind.DiscreteStart, $"The first choice is number {discrete.Start}.");
                break;
            case Box box when Unbounded(box) is { } open:
                examination.Add(FindingKind.ActionUnbounded, $"Number {open} of the action lies anywhere from {box.Low[open]} to {box.High[open]}.");
                break;
            case Box box when Fixed(box) is { } still:
                examination.Add(FindingKind.ActionFixed, $"Number {still} of the action can be {box.Low[still]} only.");
                break;
            case Box box when !AreAll(box.Low, -1) || !AreAll(box.High, 1):
                examination.Add(FindingKind.ActionNotNormalized, $"The action is {box}.");
                break;
        }
    }

    private static int? Unbounded(Box box) => First(box, (low, high) => float.IsInfinity(low) || float.IsInfinity(high));

    private static int? Fixed(Box box) => First(box, (low, high) => low == high);

    private static int? First(Box box, Func<float, float, bool> condition)
    {
        for (int i = 0; i < box.Size; i++)
        {
            if (condition(box.Low[i], box.High[i])) return i;
        }

        return null;
    }

    private static bool AreAll(ReadOnlySpan<float> bounds, float value) => bounds.IndexOfAnyExcept(value) < 0;
}
