using Bellman.Numerics;

namespace Bellman.Neural;

/// <summary>Uniform draws in [-limit, limit), the limit depending on the tensor's sizes.</summary>
internal sealed class UniformInitializer(Func<ParameterTensor, double> limitOf) : Initializer
{
    public override void Fill(Span<float> values, ParameterTensor tensor, Pcg64 generator)
    {
        double limit = limitOf(tensor);
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = (float)generator.Uniform(-limit, limit);
        }
    }
}
