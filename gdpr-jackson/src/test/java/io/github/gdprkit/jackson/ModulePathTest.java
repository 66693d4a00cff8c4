package io.github.gdprkit.jackson;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.Module;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.gdprkit.hook.Approval;
import io.github.gdprkit.processing.Recipient;
import java.lang.module.Configuration;
import java.lang.module.ModuleFinder;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Tests run on the class path, where everything is open; an application may not. */
class ModulePathTest {

  @Test
  void readsTheModelWhereModulesAreClosed() throws Exception {
    ClassLoader loader = modules().findLoader("io.github.gdprkit.jackson");
    Class<?> mapperType = loader.loadClass(ObjectMapper.class.getName());
    Object module =
        loader.loadClass(GdprModule.class.getName()).getDeclaredConstructor().newInstance();
    Object mapper = mapperType.getDeclaredConstructor().newInstance();
    mapperType
        .getMethod("registerModule", loader.loadClass(Module.class.getName()))
        .invoke(mapper, module);
    assertThat(module.getClass().getModule().isNamed()).isTrue();

    Map<Class<?>, String> documents =
        Map.of(
            Approval.class,
            "{'reference':'r-1','approvedBy':'desk','approvedAt':'2026-03-01T09:30:00Z'}",
            Recipient.class,
            "{'name':'Mail Ltd','party':'mail'}");
    for (Map.Entry<Class<?>, String> document : documents.entrySet()) {
      String json = document.getValue().replace('\'', '"');
      Object read =
          mapperType
              .getMethod("readValue", String.class, Class.class)
              .invoke(mapper, json, loader.loadClass(document.getKey().getName()));

      assertThat(mapperType.getMethod("writeValueAsString", Object.class).invoke(mapper, read))
          .isEqualTo(json);
    }
  }

  private static ModuleLayer modules() throws URISyntaxException, ClassNotFoundException {
    List<Path> places = new ArrayList<>();
    for (Class<?> type :
        List.of(
            GdprModule.class,
            Approval.class,
            ObjectMapper.class,
            JsonParser.class,
            JsonCreator.class,
            // By name: what core brings is no dependency of this module's own.
            Class.forName("org.slf4j.Logger"))) {
      places.add(Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()));
    }
    Configuration configuration =
        ModuleLayer.boot()
            .configuration()
            .resolve(
                ModuleFinder.of(places.toArray(Path[]::new)),
                ModuleFinder.of(),
                Set.of("io.github.gdprkit.jackson"));
    return ModuleLayer.boot()
        .defineModulesWithOneLoader(configuration, ClassLoader.getPlatformClassLoader());
  }
}
