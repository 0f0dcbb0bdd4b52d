namespace ClientBase.Domain.Forecast.Numerics;

/// <summary>A symmetric positive definite matrix of a few rows as L Lᵀ.</summary>
internal sealed class Cholesky
{
    private readonly double[,] _lower;

    private Cholesky(double[,] lower) => _lower = lower;

    /// <summary>Factors a matrix; null when it is not positive definite, or not by more than rounding.</summary>
    public static Cholesky? Of(double[,] matrix)
    {
        const double Rounding = 1e-13;
        var size = matrix.GetLength(0);
        var lower = new double[size, size];
        for (var i = 0; i < size; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                var rest = matrix[i, j];
                for (var k = 0; k < j; k++)
                {
                    rest -= lower[i, k] * lower[j, k];
                }

                if (i > j)
                {
                    lower[i, j] = rest / lower[j, j];
                }
                else if (rest > Rounding * Math.Abs(matrix[i, i]))
                {
                    lower[i, i] = Math.Sqrt(rest);
                }
                else
                {
                    return null;
                }
            }
        }

        return new Cholesky(lower);
    }

    /// <summary>The solution of matrix · x = right side.</summary>
    public double[] Solve(ReadOnlySpan<double> rightSide)
    {
        var x = rightSide.ToArray();
        for (var i = 0; i < x.Length; i++)
        {
            for (var k = 0; k < i; k++)
            {
                x[i] -= _lower[i, k] * x[k];
            }

            x[i] /= _lower[i, i];
        }

        for (var i = x.Length - 1; i >= 0; i--)
        {
            for (var k = i + 1; k < x.Length; k++)
            {
                x[i] -= _lower[k, i] * x[k];
            }

            x[i] /= _lower[i, i];
        }

        return x;
    }
}
