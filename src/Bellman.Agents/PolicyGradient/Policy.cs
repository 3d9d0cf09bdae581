using Bellman.Core;
using Bellman.Neural;
using Bellman.Numerics;

namespace Bellman.Agents;

/// <summary>
/// What a stochastic policy makes of its network's outputs: a distribution over the actions of a space. Rows of outputs and gradients are
/// <c>stride</c> floats apart, rows of actions lie without a gap. An action is kept as it was drawn; the environment may get another
/// (<see cref="ToEnvironment"/>), as one beyond the bounds of a box is clipped.
/// </summary>
internal abstract class Policy
{
    /// <summary>The policy for a space of actions.</summary>
    /// <param name="actions">The space.</param>
    /// <param name="agent">Who asks, for the message.</param>
    /// <param name="batch">The largest number of rows of <see cref="Evaluate"/>.</param>
    /// <param name="noiseSteps">For how many steps noise that depends on the state stays as it was drawn; 0 for noise of each step's own.</param>
    /// <exception cref="ArgumentException">There is no policy for such actions.</exception>
    public static Policy For(Space actions, string agent, int batch, int noiseSteps = 0) => actions switch
    {
        Box { Element: ElementType.Single or ElementType.Double } box when noiseSteps > 0 => new StateGaussianPolicy(box, noiseSteps),
        _ when noiseSteps > 0 => throw new ArgumentException(
            $"An sde_sample_frequency of {noiseSteps} asks for noise on actions that are real numbers, but the action space is {actions}. Leave it at 0.", nameof(noiseSteps)),
        Discrete or MultiDiscrete or MultiBinary => new CategoricalPolicy(actions, batch),
        Box { Element: ElementType.Single or ElementType.Double } box => new GaussianPolicy(box),
        _ => throw new ArgumentException(
            $"{agent} acts in discrete, multi-discrete, multi-binary and box spaces of real numbers, but the action space is {actions}.", nameof(actions)),
    };

    /// <summary>Whether there is a policy for a space of actions.</summary>
    public static bool Suits(Space actions) => actions is Discrete or MultiDiscrete or MultiBinary or Box { Element: ElementType.Single or ElementType.Double };

    /// <summary>How many floats an action has.</summary>
    public abstract int ActionSize { get; }

    /// <summary>The last layer of a network whose outputs this policy understands.</summary>
    /// <param name="shape">How its weights begin.</param>
    /// <param name="initialLogStd">The logarithm of standard deviations at the beginning, where there are any.</param>
    public abstract Layer OutputLayer(DenseNetwork shape, float initialLogStd);

    /// <summary>Makes room for noise that stays over several steps, where there is such noise.</summary>
    /// <param name="worlds">In how many worlds the policy acts.</param>
    /// <param name="outputs">How many outputs its network has.</param>
    public virtual void MakeNoise(int worlds, int outputs)
    {
    }

    /// <summary>Says that the coming step of the rollout has a number, for noise that stays over several steps.</summary>
    /// <param name="step">The number, from 0.</param>
    /// <param name="rng">The stream to draw from.</param>
    public virtual void BeginStep(int step, Pcg64 rng)
    {
    }

    /// <summary>Writes the noise that stays.</summary>
    public virtual void Save(CheckpointWriter writer)
    {
    }

    /// <summary>Restores what <see cref="Save"/> wrote.</summary>
    public virtual void Load(CheckpointReader reader)
    {
    }

    /// <summary>Draws an action for each row, and says how likely it was.</summary>
    /// <param name="outputs">Rows of the network's outputs; as many as <paramref name="logProbs"/>.</param>
    /// <param name="stride">The distance between them.</param>
    /// <param name="rng">The stream to draw from.</param>
    /// <param name="actions">Receives the actions.</param>
    /// <param name="logProbs">Receives the logarithms of their probabilities or densities.</param>
    /// <param name="allowed">A mask for each row; empty where all actions are allowed.</param>
    public abstract void Sample(
        ReadOnlySpan<float> outputs, int stride, Pcg64 rng, Span<float> actions, Span<float> logProbs, ReadOnlySpan<bool> allowed = default);

    /// <summary>The most likely action of one row, as it was drawn or would be, among those that a mask allows.</summary>
    public abstract void Mode(ReadOnlySpan<float> outputs, Span<float> action, ReadOnlySpan<bool> allowed = default);

    /// <summary>How many choices there are where an action is a single one of a few; 0 for any other.</summary>
    public virtual int ProbabilityCount => 0;

    /// <summary>The probability of each choice for one row; nothing where <see cref="ProbabilityCount"/> is 0.</summary>
    public virtual void Probabilities(ReadOnlySpan<float> outputs, Span<float> probabilities, ReadOnlySpan<bool> allowed = default)
    {
    }

    /// <summary>What the environment gets for actions that were drawn.</summary>
    public abstract void ToEnvironment(ReadOnlySpan<float> actions, Span<float> environment);

    /// <summary>How likely given actions are now.</summary>
    /// <param name="outputs">Rows of the network's outputs; as many as <paramref name="logProbs"/>.</param>
    /// <param name="stride">The distance between them.</param>
    /// <param name="actions">The actions, as they were drawn.</param>
    /// <param name="logProbs">Receives the logarithms of their probabilities or densities.</param>
    /// <param name="allowed">The masks under which they were drawn; empty where all actions were allowed.</param>
    /// <returns>The mean entropy of the rows.</returns>
    public abstract float Evaluate(
        ReadOnlySpan<float> outputs, int stride, ReadOnlySpan<float> actions, Span<float> logProbs, ReadOnlySpan<bool> allowed = default);

    /// <summary>
    /// The gradient by the outputs of <c>sum_i a_i log p_i + b sum_i H_i</c>, H being the rows' entropies, for the rows and actions of the last
    /// <see cref="Evaluate"/>.
    /// </summary>
    /// <param name="outputs">The rows of the network's outputs.</param>
    /// <param name="stride">The distance between them and between those of the gradient.</param>
    /// <param name="actions">The actions, as they were drawn.</param>
    /// <param name="byLogProb">The factors a, one for each row.</param>
    /// <param name="byEntropy">The factor b.</param>
    /// <param name="gradient">Receives the gradient.</param>
    public abstract void Backward(
        ReadOnlySpan<float> outputs, int stride, ReadOnlySpan<float> actions, ReadOnlySpan<float> byLogProb, float byEntropy, Span<float> gradient);
}
