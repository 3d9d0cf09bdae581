namespace Bellman.Agents;

/// <summary>The optimizers that an agent can be given by name.</summary>
public enum OptimizerKind
{
    /// <summary>Adam (Kingma and Ba 2015).</summary>
    Adam,

    /// <summary>Adam with decoupled weight decay of 0.01 (Loshchilov and Hutter 2019).</summary>
    AdamW,

    /// <summary>RMSprop (Hinton 2012).</summary>
    RmsProp,

    /// <summary>Stochastic gradient descent with a momentum of 0.9.</summary>
    Sgd,
}
