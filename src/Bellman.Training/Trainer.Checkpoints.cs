using Bellman.Core;

namespace Bellman.Training;

/// <content>Saving a training as a whole, and going back to it.</content>
public sealed partial class Trainer
{
    /// <summary>The kind of a checkpoint file.</summary>
    public const string CheckpointKind = ModelFile.CheckpointKind;

    /// <summary>Writes a checkpoint of the whole training: agent, worlds, counters, callbacks and sinks.</summary>
    /// <param name="path">The file to create or replace, atomically.</param>
    /// <exception cref="IOException">The file cannot be written; a former one stands.</exception>
    /// <exception cref="TrainingDivergedException">The agent's weights are not finite any more; a former file stands.</exception>
    /// <exception cref="NotSupportedException">The environment does not say how to save it.</exception>
    public void Save(string path)
    {
        Settle();
        _agent.CheckFinite();
        foreach (SinkGuard sink in _sinks) sink.Flush();
        CheckpointWriter.WriteFile(path, CheckpointKind, Save);
    }

    /// <summary>
    /// Goes back to where a checkpoint was written, so that the coming <see cref="Run(CancellationToken)"/> goes on bit for bit. The
    /// trainer must have the same agent and worlds; its callbacks and sinks must be in their lists already.
    /// </summary>
    /// <param name="path">The checkpoint.</param>
    /// <exception cref="CheckpointFormatException">The file is damaged or does not fit.</exception>
    public void Load(string path) => Load(CheckpointReader.Open(path, CheckpointKind));

    /// <inheritdoc cref="Load(string)"/>
    /// <param name="reader">The checkpoint.</param>
    public void Load(CheckpointReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        string agent = reader.ReadText("agent_name");
        if (agent != _agent.Name) throw reader.Fault($"it is a training of agent '{agent}', not '{_agent.Name}'.");
        using (reader.Section("trainer")) Progress.Load(reader, Options.LogEvery);
        using (reader.Section("agent")) _agent.LoadState(reader);
        using (reader.Section("metrics")) _agent.Metrics.Load(reader);
        using (reader.Section("env")) _env.Load(reader);
        SavedParts.Load(reader, "callback", Callbacks, callback => callback.Name, callback => callback.Load(reader));
        SavedParts.Load(reader, "sink", Sinks, sink => sink.Name, sink => sink.Load(reader));
    }

    internal void TrySave() => CheckpointWriter.WriteStream(Stream.Null, CheckpointKind, Save);

    private void Save(CheckpointWriter writer)
    {
        writer.Write("agent_name", _agent.Name);
        using (writer.Section("trainer")) Progress.Save(writer);
        using (writer.Section("agent")) _agent.SaveState(writer);
        using (writer.Section("metrics")) _agent.Metrics.Save(writer);
        using (writer.Section("env")) _env.Save(writer);
        SavedParts.Save(writer, "callback", Callbacks, callback => callback.Name, callback => callback.Save(writer));
        SavedParts.Save(writer, "sink", Sinks, sink => sink.Name, sink => sink.Save(writer));
        // Going on needs no more than the above; this lets anyone play the agent of this moment.
        ModelFile.Write(writer, _agent);
    }
}
