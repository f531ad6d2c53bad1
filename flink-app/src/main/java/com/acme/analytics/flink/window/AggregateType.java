package com.acme.analytics.flink.window;

import com.acme.analytics.flink.batch.PlainType;
import java.lang.reflect.Type;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.TypeInfoFactory;
import org.apache.flink.api.common.typeinfo.TypeInformation;

/** How Flink finds the serializer of an {@link Aggregate}. */
final class AggregateType {
  private AggregateType() {}

  /** Named by the annotation of {@link Aggregate}. */
  public static final class Factory extends TypeInfoFactory<Aggregate> {
    @Override
    public TypeInformation<Aggregate> createTypeInfo(
        Type type, Map<String, TypeInformation<?>> parameters) {
      return new PlainType<>(Aggregate.class, AggregateSerializer.INSTANCE);
    }
  }
}
