using Bellman.Numerics;

namespace Bellman.Neural;

/// <summary>Normal draws around zero, the standard deviation depending on the tensor's sizes.</summary>
internal sealed class NormalInitializer(Func<ParameterTensor, double> deviationOf) : Initializer
{
    public override void Fill(Span<float> values, ParameterTensor tensor, Pcg64 generator)
    {
        double deviation = deviationOf(tensor);
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = (float)(deviation * generator.Normal());
        }
    }
}
