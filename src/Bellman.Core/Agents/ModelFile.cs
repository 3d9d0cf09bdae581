namespace Bellman.Core;

/// <summary>
/// Files with a model in them: what <see cref="Agent.Save"/> writes, and checkpoints of trainings, which hold the model of their moment beside everything else.
/// </summary>
public static class ModelFile
{
    /// <summary>The kind of a checkpoint of a whole training.</summary>
    public const string CheckpointKind = "checkpoint";

    private const string Section = "model";

    /// <summary>Opens a file, for <see cref="Agent.ReadModel"/>.</summary>
    /// <param name="path">A model file or a checkpoint.</param>
    /// <returns>A reader that stands where the model is.</returns>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="CheckpointFormatException">It is damaged, of another kind or version, or a checkpoint of a time when they held no models.</exception>
    public static CheckpointReader Open(string path)
    {
        CheckpointReader reader = CheckpointReader.Open(path, Agent.ModelKind, CheckpointKind);
        if (reader.Kind == Agent.ModelKind) return reader;
        // Never left again: whoever asked for a model reads nothing else.
        _ = reader.Section(Section);
        return reader.Contains("agent") ? reader : throw reader.Fault("this checkpoint was written when they held no model that could act alone: `train --resume` writes one that does.");
    }

    /// <summary>Writes the model of an agent into a checkpoint.</summary>
    /// <param name="writer">The checkpoint.</param>
    /// <param name="agent">The agent.</param>
    public static void Write(CheckpointWriter writer, Agent agent)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(agent);
        using (writer.Section(Section)) agent.WriteModel(writer);
    }
}
