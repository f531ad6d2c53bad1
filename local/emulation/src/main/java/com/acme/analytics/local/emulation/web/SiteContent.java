package com.acme.analytics.local.emulation.web;

import com.acme.analytics.local.emulation.model.WebSite;
import com.acme.analytics.local.supervisor.DirectoryTree;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;

/** Lays out what a site's deployments put into its bucket. */
public final class SiteContent {
  private static final List<String> TEXT_FILES = List.of(".json", ".html");

  private SiteContent() {}

  /** Makes a directory hold the sources' files, and only these. */
  public static void deploy(WebSite site, Path directory) throws IOException {
    if (Files.exists(directory)) {
      new DirectoryTree(directory).delete();
    }
    Files.createDirectories(directory);
    for (WebSite.Source source : site.sources()) {
      Path target = directory.resolve(source.keyPrefix());
      try (var files = Files.walk(source.directory())) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          copy(file, target.resolve(source.directory().relativize(file)), source.replacements());
        }
      }
    }
  }

  private static void copy(Path file, Path target, Map<String, String> replacements)
      throws IOException {
    Files.createDirectories(target.getParent());
    if (TEXT_FILES.stream().noneMatch(file.toString()::endsWith)) {
      Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
      return;
    }
    String text = Files.readString(file, StandardCharsets.UTF_8);
    for (Map.Entry<String, String> replacement : replacements.entrySet()) {
      text = text.replace(replacement.getKey(), replacement.getValue());
    }
    Files.writeString(target, text, StandardCharsets.UTF_8);
  }
}
