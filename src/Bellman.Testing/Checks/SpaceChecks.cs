using Bellman.Core;

namespace Bellman.Testing;

/// <summary>What can be told from the spaces alone.</summary>
internal static class SpaceChecks
{
    /// <summary>Looks at the spaces.</summary>
    /// <returns>Whether anything else can be looked at.</returns>
    public static bool Run(Examination examination)
    {
        Env env = examination.Env;
        if (env.ObservationSpace is null || env.ActionSpace is null)
        {
            examination.Add(FindingKind.SpaceMissing, $"{(env.ObservationSpace is null ? "ObservationSpace" : "ActionSpace")} is null.");
            return false;
        }

        if (env.ObservationSpace.Size < 1 || env.ActionSpace.Size < 1)
        {
            examination.Add(FindingKind.SpaceEmpty, $"Of the spaces {env.ObservationSpace} and {env.ActionSpace}, one has no number.");
            return false;
        }

        foreach (int _ in (int[])[1, 2])
        {
            if (env.ObservationSpace.Equals(env.ObservationSpace) && env.ActionSpace.Equals(env.ActionSpace)) continue;
            examination.Add(FindingKind.SpaceChanges, "A space changes from one look to the next.");
            return false;
        }

        if (examination.CanMake && !SameSpaces(env, examination.Make()))
            examination.Add(FindingKind.SpacesDiffer, "Another instance has other spaces.");
        Observations(examination, env.ObservationSpace);
        Actions(examination, env.ActionSpace);
        return !examination.Has(FindingKind.SpacesDiffer);
    }

    private static bool SameSpaces(Env one, Env other) =>
        one.ObservationSpace.Equals(other.ObservationSpace) && one.ActionSpace.Equals(other.ActionSpace);

    private static void Observations(Examination examination, Space space)
    {
        if (space is CompositeSpace composite)
        {
            examination.Add(FindingKind.CompositeObservation, $"The observation is {space}, of several parts.");
            foreach (Space part in composite.Parts) Observations(examination, part);
        }

        if (space is not Box box) return;
        if (Unbounded(box) is { } open) examination.Add(FindingKind.ObservationUnbounded, $"Number {open} of the observation lies anywhere from {box.Low[open]} to {box.High[open]}.");
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
