package com.acme.analytics.functions.provisioning.cloudformation;

import java.util.Map;

/**
 * Something that CloudFormation knows no resource type for. Each call may come twice with the same
 * arguments, because the function is invoked again when its answer did not arrive.
 */
public interface CustomResource {
  /** Makes the resource. */
  Provisioned create(ResourceProperties properties);

  /**
   * Changes the resource. An answer with another physical id means that a new one was made;
   * CloudFormation then has the old one deleted.
   */
  Provisioned update(
      String physicalId, ResourceProperties properties, ResourceProperties oldProperties);

  /** Removes the resource; one that is not there is removed already. */
  void delete(String physicalId, ResourceProperties properties);

  /**
   * What exists after a call.
   *
   * @param physicalId names the resource in later calls
   * @param attributes what templates can read with Fn::GetAtt
   */
  record Provisioned(String physicalId, Map<String, String> attributes) {
    public Provisioned {
      attributes = Map.copyOf(attributes);
    }
  }
}
