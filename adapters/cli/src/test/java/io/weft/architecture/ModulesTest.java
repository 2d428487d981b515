/*
 * Copyright 2026 The Weft Authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     http://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
package io.weft.architecture;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** The rules that the poms and the folders can break, for every module, bench and fuzz too. */
class ModulesTest {
    private static final String OUR_ARTIFACT = "weft-";

    @Test
    void shouldDependOnlyDownwardsInEveryPom() throws Exception {
        for (Path folder : modules()) {
            Document pom = pom(folder);
            String module = folder.getFileName().toString();
            for (String imported : ourDependencies(pom)) {
                assertTrue(
                        Floors.isModule(module) && Floors.isModule(imported),
                        () -> "no floor for " + module + " or " + imported);
                assertTrue(
                        Floors.mayImport(module, imported),
                        () -> module + " must not depend on " + imported);
            }
        }
    }

    @Test
    void shouldKeepEachPackageInOneModule() throws Exception {
        Map<Path, Path> moduleByPackage = new TreeMap<>();
        for (Path module : modules()) {
            for (Path root :
                    List.of(module.resolve("src/main/java"), module.resolve("src/test/java"))) {
                for (Path file : javaFiles(root)) {
                    Path previous = moduleByPackage.put(root.relativize(file.getParent()), module);
                    assertTrue(
                            previous == null || previous.equals(module),
                            () -> "the package of " + file + " is also in " + previous);
                }
            }
        }
    }

    @Test
    void shouldNameEveryMainPackageAfterItsModule() throws Exception {
        for (Path module : modules()) {
            Path root = module.resolve("src/main/java");
            Path home = root.resolve("io/weft").resolve(module.getFileName());
            for (Path file : javaFiles(root)) {
                assertTrue(file.startsWith(home), () -> file + " stands outside " + home);
            }
        }
    }

    /** Otherwise the rules on classes would pass by looking at nothing. */
    @Test
    void shouldSeeTheClassesOfEveryModuleBelowTheTopFloor() throws Exception {
        for (Path folder : modules()) {
            String module = folder.getFileName().toString();
            boolean onTopFloor = module.equals("bench") || module.equals("fuzz");
            if (!onTopFloor && !javaFiles(folder.resolve("src/main/java")).isEmpty()) {
                String home = "io.weft." + module;
                assertTrue(
                        House.classes().stream()
                                .anyMatch(type -> type.getPackageName().startsWith(home)),
                        () -> "no class of " + home + " on the class path of the rules");
            }
        }
    }

    /** The format check does this for all other files. */
    @Test
    void shouldStartEveryPackageInfoWithTheLicence() throws Exception {
        String header = Files.readString(House.checkout().resolve(".mvn/licence-header.txt"));
        for (Path module : modules()) {
            for (Path file : javaFiles(module.resolve("src"))) {
                if (file.endsWith("package-info.java")) {
                    assertTrue(Files.readString(file).startsWith(header), file::toString);
                }
            }
        }
    }

    private static List<Path> modules() throws Exception {
        Path checkout = House.checkout();
        List<Path> modules = new ArrayList<>();
        for (String module : texts(pom(checkout).getElementsByTagName("module"))) {
            modules.add(checkout.resolve(module));
        }
        assertFalse(modules.isEmpty());
        return modules;
    }

    private static List<String> ourDependencies(Document pom) {
        List<String> imported = new ArrayList<>();
        NodeList dependencies = pom.getElementsByTagName("dependency");
        for (int i = 0; i < dependencies.getLength(); i++) {
            Element dependency = (Element) dependencies.item(i);
            String artifact = texts(dependency.getElementsByTagName("artifactId")).get(0);
            if (artifact.startsWith(OUR_ARTIFACT)) {
                imported.add(artifact.substring(OUR_ARTIFACT.length()));
            }
        }
        return imported;
    }

    private static Document pom(Path folder) throws Exception {
        Path file = folder.resolve("pom.xml");
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file.toFile());
    }

    private static List<String> texts(NodeList elements) {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < elements.getLength(); i++) {
            texts.add(elements.item(i).getTextContent().strip());
        }
        return texts;
    }

    private static List<Path> javaFiles(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java")).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
