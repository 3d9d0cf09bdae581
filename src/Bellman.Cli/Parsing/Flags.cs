using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace Bellman.Cli;

/// <summary>Makes flags and arguments, with messages of our own for values that don't fit.</summary>
internal static class Flags
{
    /// <summary>A flag that takes a text.</summary>
    public static Option<string?> Text(string name, string value, string description) =>
        new(name) { HelpName = value, Description = description, CustomParser = result => ParseText(result, name) };

    /// <summary>A flag that takes a whole number of at least <paramref name="minimum"/>.</summary>
    public static Option<long?> Whole(string name, string value, string description, long minimum = 1) =>
        new(name) { HelpName = value, Description = description, CustomParser = result => ParseWhole(result, name, minimum) };

    /// <summary>A flag that takes a text and may be given several times.</summary>
    public static Option<string[]> Repeated(string name, string value, string description) => new(name)
    {
        HelpName = value,
        Description = description + " May be repeated.",
        Arity = ArgumentArity.OneOrMore,
        AllowMultipleArgumentsPerToken = false,
    };

    /// <summary>The wrappers.</summary>
    /// <param name="whose">Around which worlds.</param>
    public static Option<string[]> Wrap(string whose) =>
        Repeated("--wrap", "NAME[:ARGUMENTS]", $"Put a wrapper around {whose}, for instance TimeLimit:500. Each further one goes around those before it.");

    /// <summary>The options of an environment that is made by itself.</summary>
    public static Option<string[]> Set() =>
        Repeated("--set", "PATH=VALUE", "Set one of the environment's options (`bellman envs ID`), for instance environment.gravity=-5.");

    /// <summary>The seed.</summary>
    public static Option<ulong?> Seed(string description) =>
        new("--seed") { HelpName = "N", Description = description, CustomParser = ParseSeed };

    /// <summary>A flag without a value.</summary>
    public static Option<bool> Switch(string name, string description) => new(name) { Description = description, Arity = ArgumentArity.Zero };

    /// <summary>The flag for JSON lines.</summary>
    public static Option<bool> Json() => Switch("--json", "One JSON object per line on standard output, and nothing else there.");

    /// <summary>The flag for no progress.</summary>
    public static Option<bool> Quiet() => Switch("--quiet", "No progress, only what came of it.");

    /// <summary>An argument that may be left out.</summary>
    public static Argument<string?> Optional(string name, string description) =>
        new(name) { Description = description, Arity = ArgumentArity.ZeroOrOne, CustomParser = result => ParseText(result, $"<{name}>") };

    /// <summary>An argument that must be there.</summary>
    public static Argument<string> Required(string name, string description) =>
        new(name) { Description = description, Arity = ArgumentArity.ExactlyOne, CustomParser = result => ParseText(result, $"<{name}>")! };

    private static string? ParseText(ArgumentResult result, string name)
    {
        // A script whose variable is empty means something else than one that leaves the flag out.
        if (result.Tokens.Count == 0) return null;
        string text = result.Tokens[0].Value;
        if (text.Trim().Length == 0) result.AddError($"{name} was given an empty text.");
        return text;
    }

    private static long? ParseWhole(ArgumentResult result, string name, long minimum)
    {
        string text = result.Tokens[0].Value;
        // Through decimal, so that 1e6 is a whole number and 2.5 is not.
        bool parsed = decimal.TryParse(text.Replace("_", "", StringComparison.Ordinal), NumberStyles.Float, CultureInfo.InvariantCulture, out decimal number);
        if (parsed && number == decimal.Truncate(number) && number >= minimum && number <= long.MaxValue) return (long)number;
        result.AddError($"{name} takes a whole number of {minimum} or more, but was given '{text}'.");
        return null;
    }

    private static ulong? ParseSeed(ArgumentResult result)
    {
        string text = result.Tokens[0].Value;
        if (ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out ulong seed)) return seed;
        result.AddError($"--seed takes a whole number from 0 to {ulong.MaxValue}, but was given '{text}'.");
        return null;
    }
}
