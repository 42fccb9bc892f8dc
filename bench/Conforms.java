import java.io.FileInputStream;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.TreeMap;
import javax.xml.parsers.DocumentBuilderFactory;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.validation.profiles.Profiles;
import org.verapdf.pdfa.validation.profiles.Rule;
import org.verapdf.pdfa.validation.profiles.ValidationProfile;
import org.verapdf.pdfa.validation.profiles.Variable;
import org.w3c.dom.Element;

/** veraPDF's rules over PDFs: java -cp JAR Conforms.java PROFILE FILE…; one line each, 1 if any fails. */
public class Conforms {
    public static void main(String[] given) throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        var profile = profile(given[0]);
        boolean whole = true;
        for (String file : List.of(given).subList(1, given.length)) whole &= conforms(profile, file);
        System.exit(whole ? 0 : 1);
    }

    static boolean conforms(ValidationProfile profile, String file) throws Exception {
        var foundry = Foundries.defaultInstance();
        try (var parser = foundry.createParser(new FileInputStream(file), profile.getPDFAFlavour());
             var validator = foundry.createValidator(profile, 1000, false, false, false)) {
            var result = validator.validate(parser);
            var answer = result.isCompliant() ? "conforms" : "FAILS";
            System.out.println(answer + " " + result.getTotalAssertions() + " " + file);
            var faults = new TreeMap<String, Integer>();
            for (var one : result.getTestAssertions())
                if (one.getStatus() == TestAssertion.Status.FAILED)
                    faults.merge(one.getRuleId().getClause() + " " + one.getMessage(), 1, Integer::sum);
            faults.forEach((rule, count) -> System.out.println("  " + count + " × " + rule));
            return result.isCompliant();
        }
    }

    /** Read by hand: the package leaves out the library that veraPDF reads its profiles with. */
    static ValidationProfile profile(String name) throws Exception {
        var file = Profiles.class.getResourceAsStream("/org/verapdf/pdfa/validation/" + name + ".xml");
        var root = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file).getDocumentElement();
        var rules = new HashSet<Rule>();
        for (var one : all(root, "rule")) rules.add(rule(one));
        var variables = new HashSet<Variable>();
        for (var one : all(root, "variable"))
            variables.add(Profiles.variableFromValues(
                one.getAttribute("name"), one.getAttribute("object"),
                text(one, "defaultValue"), text(one, "value")));
        if (rules.size() < 100) throw new IllegalStateException("rules are missing: " + rules.size());
        var details = Profiles.profileDetailsFromValues(name, "", "", new Date());
        var flavour = PDFAFlavour.valueOf(root.getAttribute("flavour"));
        return Profiles.profileFromValues(flavour, details, "", rules, variables);
    }

    static Rule rule(Element rule) {
        var id = all(rule, "id").get(0);
        var specification = PDFAFlavour.Specification.valueOf(id.getAttribute("specification"));
        int number = Integer.parseInt(id.getAttribute("testNumber"));
        return Profiles.ruleFromValues(
            Profiles.ruleIdFromValues(specification, id.getAttribute("clause"), number),
            rule.getAttribute("object"),
            rule.hasAttribute("deferred") ? Boolean.valueOf(rule.getAttribute("deferred")) : null,
            rule.getAttribute("tags"), text(rule, "description"), text(rule, "test"),
            Profiles.errorFromValues(text(rule, "message"), List.of()), List.of());
    }

    static String text(Element of, String name) {
        return all(of, name).get(0).getTextContent().trim();
    }

    static List<Element> all(Element of, String name) {
        var found = new ArrayList<Element>();
        var nodes = of.getElementsByTagName(name);
        for (int at = 0; at < nodes.getLength(); at++) found.add((Element) nodes.item(at));
        return found;
    }
}
