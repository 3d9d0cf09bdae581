namespace Bellman.Core;

/// <summary>
/// What acts in an environment and learns from it. The trainer calls, for each step of the worlds,
/// <see cref="Act(ReadOnlySpan{float}, Span{float})"/>, then <see cref="Observe"/> with what came of it, then <see cref="Update"/>; none of them allocates.
/// Instances are not thread-safe.
/// </summary>
public abstract class Agent
{
    /// <summary>The kind of a file with a model alone.</summary>
    public const string ModelKind = "model";

    /// <summary>Creates an agent for worlds of these spaces.</summary>
    /// <param name="observationSpace">What one world's observation can be.</param>
    /// <param name="actionSpace">What one world's action can be.</param>
    protected Agent(Space observationSpace, Space actionSpace)
    {
        ArgumentNullException.ThrowIfNull(observationSpace);
        ArgumentNullException.ThrowIfNull(actionSpace);
        ObservationSpace = observationSpace;
        ActionSpace = actionSpace;
    }

    /// <summary>Creates an agent for worlds, whose environment and normalisers its model file will hold.</summary>
    /// <param name="env">Worlds like those that it will act in.</param>
    protected Agent(VectorEnv env)
        : this((env ?? throw new ArgumentNullException(nameof(env))).ObservationSpace, env.ActionSpace)
    {
        Worlds = env;
        WorldCount = env.Count;
        EnvironmentId = env.Spec?.Id;
    }

    /// <summary>The algorithm's short name, for instance <c>dqn</c>: the one under which it is registered.</summary>
    public abstract string Name { get; }

    /// <summary>The options record that this agent was made with.</summary>
    public abstract object Options { get; }

    /// <summary>What one world's observation can be.</summary>
    public Space ObservationSpace { get; }

    /// <summary>What one world's action can be.</summary>
    public Space ActionSpace { get; }

    /// <summary>How many worlds at once the agent was made for, which a trainer requires; <see langword="null"/> where it was made for spaces alone.</summary>
    public int? WorldCount { get; }

    /// <summary>What the agent records about itself, by name.</summary>
    public Metrics Metrics { get; } = new();

    /// <summary>How many learning updates have been made.</summary>
    public long Updates { get; protected set; }

    /// <summary>
    /// The worlds that the agent was made for; <see langword="null"/> for none. A model file holds what their wrappers have learned, and loading one restores it.
    /// </summary>
    public VectorEnv? Worlds { get; set; }

    /// <summary>
    /// The id of the environment that the agent is trained in, which its model file names so that it can be evaluated there;
    /// <see langword="null"/> for none.
    /// </summary>
    public string? EnvironmentId { get; set; }

    /// <summary>The options of that environment as JSON, which the model file holds too. Default: its id's own.</summary>
    public string EnvironmentOptions { get; set; } = "{}";

    /// <summary>The wrappers around it as texts, innermost first (<see cref="WrapperRegistry"/>), which the model file holds too. Default: none.</summary>
    public IReadOnlyList<string> EnvironmentWrappers { get; set; } = [];

    /// <summary>
    /// Requires what training needs beyond what acting does, for instance that as many worlds as these fill a batch. A trainer asks before its first step;
    /// a model that only acts is never asked. By default nothing is required.
    /// </summary>
    /// <exception cref="ArgumentException">The options can't be trained with in these worlds; the message says what to change.</exception>
    public virtual void RequireTrainable()
    {
    }

    /// <summary>
    /// Says that the worlds were reset: the next call of <see cref="Act(ReadOnlySpan{float}, Span{float})"/> shows the first observations of their episodes, although those under way have not ended. A trainer calls it
    /// before its first step, but not before one that goes on or is resumed. Agents forget what waits for the rest of those episodes, such as steps on their way into a replay, an unfinished rollout, or what a recurrent
    /// network remembers of them; what they have learned and stored stays. For an agent that has not acted yet it changes nothing. By default nothing is forgotten.
    /// </summary>
    public virtual void BeginTraining()
    {
    }

    /// <summary>Whether it keeps to the masks of worlds that have some (<see cref="Env.HasActionMask"/>): it is then told which actions are allowed. Default: false.</summary>
    public virtual bool TakesActionMasks => false;

    /// <summary>Chooses an action for each world as training needs it: with exploration.</summary>
    /// <param name="observations">One row for each world.</param>
    /// <param name="actions">Where one row for each world goes.</param>
    public abstract void Act(ReadOnlySpan<float> observations, Span<float> actions);

    /// <summary>The same, among the actions that are allowed. By default masks are not looked at.</summary>
    /// <param name="observations">One row for each world.</param>
    /// <param name="allowed">One mask for each world (<see cref="ActionMasks"/>); empty where all actions are allowed.</param>
    /// <param name="actions">Where one row for each world goes.</param>
    public virtual void Act(ReadOnlySpan<float> observations, ReadOnlySpan<bool> allowed, Span<float> actions) => Act(observations, actions);

    /// <summary>
    /// Says that the next call of <see cref="ActGreedily(ReadOnlySpan{float}, Span{float})"/> shows the first observation of an episode. Agents that remember what they have seen, such as
    /// those with a recurrent network, forget it then; what they remember of the training's worlds is kept apart and stays. By default there is nothing to forget.
    /// </summary>
    public virtual void BeginGreedyEpisode()
    {
    }

    /// <summary>
    /// Chooses the best known action for one observation, without exploration; for an agent with a memory, the observation that follows
    /// those since <see cref="BeginGreedyEpisode"/>. It changes nothing of the training: no random number is drawn, no counter moves.
    /// </summary>
    /// <param name="observation">One row.</param>
    /// <param name="action">Where the action goes.</param>
    public abstract void ActGreedily(ReadOnlySpan<float> observation, Span<float> action);

    /// <summary>The same, among the actions that are allowed. By default the mask is not looked at.</summary>
    /// <param name="observation">One row.</param>
    /// <param name="allowed">One mask (<see cref="ActionMasks"/>); empty where all actions are allowed.</param>
    /// <param name="action">Where the action goes.</param>
    public virtual void ActGreedily(ReadOnlySpan<float> observation, ReadOnlySpan<bool> allowed, Span<float> action) => ActGreedily(observation, action);

    /// <summary>Takes in what the last actions led to.</summary>
    public abstract void Observe(in Transitions transitions);

    /// <summary>Learns, if it is time to: as many updates as are due after the last <see cref="Observe"/>, often none.</summary>
    /// <exception cref="TrainingDivergedException">A loss is not finite.</exception>
    public abstract void Update();

    /// <summary>
    /// Looks whether what the agent has learned is still of use, all weights finite above all. Training calls it before it saves anything, so that
    /// the last file is never one that an update has already ruined. By default nothing is looked at.
    /// </summary>
    /// <exception cref="TrainingDivergedException">Something is not finite.</exception>
    public virtual void CheckFinite()
    {
    }

    /// <summary>Saves the model, which is what acting needs and nothing else, to a file of its own.</summary>
    /// <param name="path">The file to create or replace, atomically.</param>
    public void Save(string path) => CheckpointWriter.WriteFile(path, ModelKind, WriteModel);

    /// <summary>Loads the model of a file into this agent, which must be of the same shape.</summary>
    /// <param name="path">A model file, or a checkpoint of a training.</param>
    /// <exception cref="CheckpointFormatException">The file is damaged or does not fit.</exception>
    public void Load(string path) => ReadModel(ModelFile.Open(path));

    /// <summary>Writes the model with its name and options, and the environment with its options and wrappers.</summary>
    public void WriteModel(CheckpointWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.Write("agent", Name);
        writer.Write("environment", EnvironmentId ?? "");
        writer.Write("environment_options", EnvironmentOptions);
        writer.Write("wrappers", OptionsJson.Write(EnvironmentWrappers));
        writer.Write("options", OptionsJson.Write(Options));
        writer.Write("observation_size", ObservationSpace.Size);
        writer.Write("action_count", (ActionSpace as Discrete)?.Count ?? 0);
        using (writer.Section("statistics")) Worlds?.SaveStatistics(writer);
        SaveModel(writer);
    }

    /// <summary>Reads a model that <see cref="WriteModel"/> wrote.</summary>
    /// <exception cref="CheckpointFormatException">The model does not fit this agent.</exception>
    public void ReadModel(CheckpointReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        string agent = reader.ReadText("agent");
        if (agent != Name) throw reader.Fault($"it holds a model of agent '{agent}', not '{Name}'.");
        using (reader.Section("statistics")) Worlds?.LoadStatistics(reader);
        LoadModel(reader);
    }

    /// <summary>Writes everything that the coming steps depend on: the model, optimizer, replay, counters, random streams.</summary>
    public abstract void SaveState(CheckpointWriter writer);

    /// <summary>Restores what <see cref="SaveState"/> wrote; training then goes on the same, bit for bit.</summary>
    public abstract void LoadState(CheckpointReader reader);

    /// <summary>Writes what acting needs.</summary>
    protected abstract void SaveModel(CheckpointWriter writer);

    /// <summary>Restores what <see cref="SaveModel"/> wrote.</summary>
    protected abstract void LoadModel(CheckpointReader reader);
}
