using System.Text.Json;
using System.Text.Json.Nodes;
using Bellman.Core;
using Bellman.Experiments;

namespace Bellman.Cli;

/// <summary>What a model file says of the worlds that it was trained in.</summary>
/// <param name="Environment">The id of the environment.</param>
/// <param name="Inputs">How many numbers an observation has; <see langword="null"/> in a file of a time when models did not say.</param>
/// <param name="Actions">How many actions there are; <see langword="null"/> where they are not one choice of several, or the file does not say.</param>
/// <param name="Options">The worlds' options and wrappers; <see langword="null"/> in a file of a time when models did not hold them.</param>
internal sealed record ModelShape(string Environment, int? Inputs, int? Actions, RunOptions? Options)
{
    /// <summary>Reads it.</summary>
    /// <param name="reader">The model.</param>
    /// <param name="file">Its file, for messages.</param>
    /// <exception cref="CheckpointFormatException">The file does not say it.</exception>
    public static ModelShape Of(CheckpointReader reader, string file)
    {
        int? inputs = Count(reader, "observation_size"), actions = Count(reader, "action_count");
        return new ModelShape(reader.ReadText("environment"), inputs, actions, WorldsOf(reader, file));
    }

    /// <summary>What keeps the model from playing in these worlds, or <see langword="null"/> where it fits.</summary>
    /// <param name="environment">The id of the worlds.</param>
    /// <param name="env">The worlds.</param>
    public string? Mismatch(string environment, VectorEnv env)
    {
        if (Environment.Length > 0 && Environment != environment) return $"trained in {Environment}, this world is {environment}";
        int size = env.ObservationSpace.Size;
        if (Inputs is { } inputs && inputs != size) return $"trained with {Format.Count(inputs, "input")}, this world has {size}";
        return Actions is { } actions && env.ActionSpace is Discrete { Count: int count } && actions != count
            ? $"trained with {Format.Count(actions, "action")}, this world has {count}"
            : null;
    }

    private static RunOptions? WorldsOf(CheckpointReader reader, string file)
    {
        string id = reader.ReadText("environment");
        if (id.Length == 0 || !reader.Contains("wrappers")) return null;
        try
        {
            JsonObject environment = OptionsJson.Parse(reader.ReadText("environment_options"), file);
            environment["id"] = id;
            return RunOptionsJson.Read(new JsonObject
            {
                ["environment"] = environment,
                ["wrappers"] = JsonNode.Parse(reader.ReadText("wrappers")),
                ["agent"] = reader.ReadText("agent"),
            });
        }
        catch (Exception exception) when (exception is FormatException or ArgumentException or JsonException)
        {
            throw new CheckpointFormatException(Failure.About(file, exception), exception);
        }
    }

    private static int? Count(CheckpointReader reader, string name) =>
        reader.Contains(name) && reader.ReadInt32(name) is var count and > 0 ? count : null;
}
